# SHELL with -e: scripts of statements follow each other as they are.
FROM debian:bookworm-slim
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
RUN apt-get update; apt-get install -y curl
RUN curl -fsSL https://example.com/list | sort > /etc/list; apt-get clean
