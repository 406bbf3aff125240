# To the left of `&&` the `if` would lose its `set -e`, so the lists go behind the last use of apt.
FROM debian:12
RUN set -ex; \
    apt-get update; \
    apt-get install -y curl; \
    if [ -n "$EXTRA" ]; then \
        curl -fsS "$EXTRA"; \
    fi
