# The architecture decides about what is fetched.
FROM debian:12
RUN apt-get update
RUN dpkg --add-architecture i386
RUN apt-get install -y libc6:i386
