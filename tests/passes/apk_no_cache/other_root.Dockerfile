# Another root has a cache of its own, which the flag avoids as well.
FROM alpine:3.22
RUN apk add --initdb --root /rootfs -X https://dl-cdn.alpinelinux.org/alpine/v3.22/main busybox
