# A version that changes often is not tied to packages that do not, even at -O2.
# level: 2
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN curl -fsSLo /usr/local/bin/tool https://example.com/tool-1.2.3
