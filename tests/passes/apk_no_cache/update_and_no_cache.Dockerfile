# An update is needless before an `apk add --no-cache`, and leaves its index behind.
FROM alpine:3.22
RUN apk update && apk add --no-cache curl
