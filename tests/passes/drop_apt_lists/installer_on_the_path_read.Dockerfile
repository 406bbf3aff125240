# The build context shows that the program installs nothing.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY scripts/ /usr/local/bin/
RUN install-deps
