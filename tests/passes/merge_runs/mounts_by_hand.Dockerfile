# What one RUN mounts is gone in the next.
FROM debian:12
RUN apt-get update && mount -t tmpfs none /mnt && touch /mnt/mark
RUN apt-get install -y curl && ls /mnt
