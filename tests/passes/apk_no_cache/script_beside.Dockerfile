# The script may rely on the index that the update brings.
FROM alpine:3.22
COPY install.sh /tmp/
RUN apk update && apk add bash && /tmp/install.sh
