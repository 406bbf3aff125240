# The index is used and not kept.
FROM alpine:3.22
RUN apk update && apk add curl
