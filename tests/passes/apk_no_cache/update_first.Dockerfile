# The index is fetched by the `apk add` itself; the update before it goes.
FROM alpine:3.22
RUN apk update && apk upgrade && apk add curl
