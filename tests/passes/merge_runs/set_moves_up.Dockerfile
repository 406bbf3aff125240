# One command before a script with set -eux goes under it: left of `&&`, set -e would do nothing.
FROM debian:bookworm-slim
RUN apt-get update
RUN set -eux; \
    apt-get install -y curl; \
    if [ -d /var/cache/x ]; then rm -r /var/cache/x; fi; \
    apt-get clean
