# Images built upon this one may do without a network.
FROM alpine:3.22
RUN apk update && apk add curl
ONBUILD RUN apk add git
