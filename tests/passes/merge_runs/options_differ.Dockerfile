# set -u would hold for a script that does not ask for it.
FROM debian:bookworm-slim
RUN set -eu; apt-get update; apt-get install -y "$PACKAGES"
RUN set -ex; apt-get install -y curl; apt-get clean
