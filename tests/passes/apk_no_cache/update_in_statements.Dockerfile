# The update is a statement of its own.
FROM alpine:3.22
RUN set -ex; \
    apk update; \
    apk add curl; \
    curl --version
