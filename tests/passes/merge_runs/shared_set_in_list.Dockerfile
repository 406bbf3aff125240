# set -ex in force already is not set again.
FROM debian:bookworm-slim
RUN set -ex \
    && apt-get update \
    && apt-get install -y curl
RUN set -ex \
    && apt-get clean
