# A repository is added between two updates; the lists go once, at the end.
FROM debian:12
RUN apt-get update && apt-get install -y curl \
    && curl -fsSL https://example.org/key.asc -o /etc/apt/keyrings/example.asc \
    && apt-get update && apt-get install -y example
