# `apk info` tells of a package that is not installed.
FROM alpine:3.19
RUN apk update && apk add --no-cache git
RUN apk info -d curl
