# A nested shell installs without an update.
FROM debian:12
RUN apt-get update && apt-get install -y curl
ENV A=1
RUN bash -lc 'apt-get install -y git'
