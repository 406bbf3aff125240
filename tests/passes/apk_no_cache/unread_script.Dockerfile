# The script may call apk and rely on the index.
FROM alpine:3.22
RUN apk update && apk add curl
COPY setup.sh /setup.sh
RUN sh /setup.sh
