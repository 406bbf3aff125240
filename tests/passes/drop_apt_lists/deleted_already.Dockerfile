# The lists are deleted, in braces.
FROM ubuntu:24.04
SHELL ["/bin/bash", "-c"]
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg}/cache /var/lib/{apt,cache}/*
