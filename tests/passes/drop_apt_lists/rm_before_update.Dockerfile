# Deleting old lists first does not help against the new ones.
FROM ubuntu:24.04
RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl
