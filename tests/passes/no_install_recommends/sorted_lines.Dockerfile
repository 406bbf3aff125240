# A sorted list stays sorted, one package a line.
# level: 2
FROM debian:12
RUN apt-get update \
    && apt-get install -y \
        cmake \
        curl \
        zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
