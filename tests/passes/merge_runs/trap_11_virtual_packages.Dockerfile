# Trap 11: packages for the build and their removal come into one layer, with what is between.
FROM alpine:3.22
RUN apk add --no-cache --virtual .build gcc musl-dev
RUN gcc -o /usr/bin/tool /srv/tool.c
RUN apk del .build
