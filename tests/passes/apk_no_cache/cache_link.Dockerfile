# apk is told to keep its downloads.
FROM alpine:3.22
RUN --mount=type=cache,target=/apk ln -s /apk /etc/apk/cache && apk add --update curl
