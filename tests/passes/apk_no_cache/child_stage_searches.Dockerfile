# A stage that starts from this one looks into the index.
FROM alpine:3.22 AS base
RUN apk update && apk add curl
FROM base
RUN apk fetch git
