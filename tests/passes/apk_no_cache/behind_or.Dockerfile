# What is left of an AND-OR list without the update would do something else.
FROM alpine:3.22
RUN test -f /etc/ready || apk update && apk add curl
