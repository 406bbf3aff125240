# There is nothing to do.
FROM alpine:3.22
RUN apk --no-cache add curl && apk add --no-cache git
