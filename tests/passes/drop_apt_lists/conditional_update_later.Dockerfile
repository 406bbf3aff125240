# The later update need not run: the `&&` before it may stop it.
FROM debian:12
ARG FRESH
RUN apt-get update && apt-get install -y curl
RUN [ -n "$FRESH" ] && apt-get update; apt-get install -y git
