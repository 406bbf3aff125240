# The continuation may stand right behind the word.
# level: 2
FROM alpine:3.22
RUN apk add --update curl\
    && rm -rf /var/cache/apk/*
CMD ["curl"]
