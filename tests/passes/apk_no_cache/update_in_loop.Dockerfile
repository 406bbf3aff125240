# The update is tried several times.
FROM alpine:3.22
RUN for try in 1 2 3; do apk update && break; done; apk add curl
