# At -O1 a RUN that empties the cache is left as it is.
FROM alpine:3.22
RUN apk add --update curl && rm -rf /var/cache/apk/*
