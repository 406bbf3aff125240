# An archive is unpacked, whatever it is called.
FROM debian:12
ADD rootfs /
