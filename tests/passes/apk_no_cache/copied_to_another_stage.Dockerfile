# Another stage copies the index.
FROM alpine:3.22 AS base
RUN apk update && apk add curl
FROM base
COPY --from=base /var/cache/apk /var/cache/apk
