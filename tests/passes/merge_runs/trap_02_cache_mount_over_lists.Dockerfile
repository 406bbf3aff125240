# Trap 2: the mount would hide the lists from the update, or the install from them.
FROM debian:12
RUN apt-get update
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y curl
