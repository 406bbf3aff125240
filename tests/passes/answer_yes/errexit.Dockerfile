# Under `set -e` each statement decides.
FROM debian:12
RUN set -ex; \
    apt-get update; \
    apt-get install --no-install-recommends \
        curl; \
    apt-get purge curl
