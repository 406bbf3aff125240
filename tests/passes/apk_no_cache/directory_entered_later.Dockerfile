# The same RUN goes into the cache and deletes without `-f`.
FROM alpine:3.19
RUN apk add --update curl && cd /var/cache/apk && rm *
