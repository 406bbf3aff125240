# The second RUN relies on the index of the first; both fetch their own.
FROM alpine:3.22
RUN apk update && apk add curl
ENV A=1
RUN apk add git
