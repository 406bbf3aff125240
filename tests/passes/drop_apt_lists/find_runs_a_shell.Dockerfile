# What `find` runs installs nothing.
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN find /opt -name '*.sh' -exec chmod +x {} \;
