# Statements without set -e: the status of the last one is that of the RUN, and `&&` asks for it.
FROM debian:bookworm-slim
RUN apt-get update; apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*
