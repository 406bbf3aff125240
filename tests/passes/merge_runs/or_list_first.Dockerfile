# `|| true` in brackets, so that the reader sees what it belongs to.
FROM debian:bookworm-slim
RUN apt-get update || true
RUN apt-get install -y curl
