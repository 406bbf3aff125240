# The `rm` deletes other things too and stays.
FROM alpine:3.22
RUN apk add --update curl && rm -rf /var/cache/apk/* /tmp/*
