# The continuation may stand right behind the word.
FROM alpine:3.22
RUN apk add --update curl\
    && rm -rf /var/cache/apk/*
CMD ["curl"]
