# `apk search` reads the index that the update brings.
FROM alpine:3.22
RUN apk update && apk search -x curl && apk add curl
