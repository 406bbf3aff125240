# The cache is wanted, and not in the image.
FROM alpine:3.22
RUN --mount=type=cache,target=/var/cache/apk apk add --update curl
