# The target of the mount is seen from the working directory.
FROM debian:12
WORKDIR /var/lib
RUN --mount=type=cache,target=apt apt-get update && apt-get install -y curl
