# The flag came with Alpine 3.3.
FROM alpine:3.2
RUN apk add --update curl
