# What a function does is not known where it is called: no place for the cleanup but the end.
FROM debian:12
RUN install() { apt-get install -y "$@"; } && apt-get update && install curl
