# abuild installs what a package needs.
FROM alpine:3.19
RUN apk add --update alpine-sdk
RUN abuild -r
