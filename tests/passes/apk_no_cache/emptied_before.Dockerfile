# What is emptied before apk runs is filled again.
FROM alpine:3.22
RUN rm -rf /var/cache/apk/* && apk add git
