# A program without a directory has a name that speaks of installing.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY scripts/ /usr/local/bin/
RUN install-deps
