# A wrapper for other architectures installs by the same lists.
FROM debian:12
RUN apt-get update && apt-get install -y clang
RUN xx-apt-get install -y libc6-dev
