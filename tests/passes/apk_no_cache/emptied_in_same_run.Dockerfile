# Where a RUN empties the cache itself, --no-cache is shorter.
FROM alpine:3.22
RUN apk add --update curl && rm -rf /var/cache/apk/*
