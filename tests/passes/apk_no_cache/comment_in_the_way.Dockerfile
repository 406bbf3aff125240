# Comments between the lines stay.
FROM alpine:3.22
RUN apk update \
    # the client
    && apk add curl
