# The flag goes right behind the command.
FROM debian:11
RUN set -eux; \
    useradd \
        --uid 65532 \
        app
