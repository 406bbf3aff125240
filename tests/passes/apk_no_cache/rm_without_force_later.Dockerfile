# The later `rm` would fail if there was nothing to delete.
FROM alpine:3.22
RUN apk add curl
RUN rm /var/cache/apk/*
