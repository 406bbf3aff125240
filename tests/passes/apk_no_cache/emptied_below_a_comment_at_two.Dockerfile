# The comment would be left without a command below it.
# level: 2
FROM alpine:3.22
RUN apk add --update curl \
    # nothing else needs the index
    && rm -rf /var/cache/apk/*
