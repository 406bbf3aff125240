# Trap 2: the lists lie in a cache mount, and another step fetched them outside of it.
FROM debian:12
RUN apt-get update
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y curl
