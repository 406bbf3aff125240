# Without a network there is only the index that is there.
FROM alpine:3.19
RUN apk update && apk add git
RUN --network=none apk add curl
