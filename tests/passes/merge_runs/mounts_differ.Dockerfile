# A cache mount would reach over the commands of the other RUN.
FROM debian:bookworm-slim
RUN --mount=type=cache,target=/var/cache/apt apt-get update
RUN apt-get install -y curl
