# `abuild -r` installs what it builds with, by the index that `--update` brought.
FROM alpine:3.19
RUN apk add --update alpine-sdk && abuild -r
