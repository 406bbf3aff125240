# No bytes at stake: at -O1 two RUNs stay two.
FROM alpine:3.20
RUN mkdir -p /srv/app
RUN addgroup -S app
