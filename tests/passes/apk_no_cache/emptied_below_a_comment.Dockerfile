# The comment would be left without a command below it.
FROM alpine:3.22
RUN apk add --update curl \
    # nothing else needs the index
    && rm -rf /var/cache/apk/*
