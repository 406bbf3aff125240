# /dev is fresh in each RUN.
FROM debian:bookworm-slim
RUN apt-get update && mknod /dev/fuse c 10 229
RUN apt-get install -y fuse
