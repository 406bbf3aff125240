# At -O2 one flag takes the place of two commands.
# level: 2
FROM alpine:3.22
RUN apk update \
    && apk add curl \
    && rm -rf /var/cache/apk/*
