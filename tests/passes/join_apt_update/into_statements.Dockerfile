# Under `set -e` the update becomes a statement of its own.
FROM debian:12
RUN apt-get update
WORKDIR /src
RUN set -ex; \
    apt-get install -y curl; \
    curl --version
