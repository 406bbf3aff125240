# Another stage mounts the lists of this one.
FROM debian:12 AS base
RUN apt-get update && apt-get install -y curl
FROM base AS shell
CMD ["bash"]
FROM debian:12
RUN --mount=type=bind,from=base,source=/var/lib/apt/lists,target=/var/lib/apt/lists,rw apt-get install -y wget
