# A comment stands inside the update.
FROM debian:12
RUN \
# first
  apt-get update
LABEL a=b
RUN apt-get install -y curl
