# Without a network the index has to be there.
FROM alpine:3.22
RUN apk add --no-network /tmp/local.apk
