# SHELL with pipefail holds for both parts.
FROM debian:bookworm-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN wget -O /tmp/key.asc https://example.com/key.asc
RUN gpg --dearmor < /tmp/key.asc | tee /usr/share/keyrings/example.gpg > /dev/null && rm /tmp/key.asc
