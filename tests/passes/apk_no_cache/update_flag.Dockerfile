# `--update` becomes `--no-cache`.
FROM alpine:3.22
RUN apk add --update curl git
