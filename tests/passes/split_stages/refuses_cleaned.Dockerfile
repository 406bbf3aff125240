# Refused: the file takes its compiler away again, so that little is left to save.
# level: 2
FROM alpine:3.23
COPY main.c /src/
RUN apk add --no-cache --virtual .build gcc musl-dev && gcc -o /usr/local/bin/hello /src/main.c && apk del .build
CMD ["hello"]
