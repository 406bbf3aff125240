# `rm` without -f fails where --no-cache has kept nothing.
FROM alpine:3.22
RUN apk add git && rm /var/cache/apk/*
