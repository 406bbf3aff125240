# Packages that are there for a while keep their name.
FROM alpine:3.22
RUN apk add --virtual .build-deps gcc musl-dev \
    && gcc --version \
    && apk del .build-deps
