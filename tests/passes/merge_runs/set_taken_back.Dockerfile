# A script that goes on after failures keeps doing so: set +e in brackets.
FROM debian:bookworm-slim
RUN apt-get update; apt-get install -y curl; apt-get install -y git
RUN set -eux; \
    apt-get install -y make; \
    apt-get clean
