# The cache is cleared while npm is there.
FROM alpine:3.22
RUN apk add --no-cache npm \
    && npm install -g serve \
    && apk del npm
