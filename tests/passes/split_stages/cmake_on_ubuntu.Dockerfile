# Ubuntu has no slim image: the same one without the tools.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y g++ cmake && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN cmake -B build && cmake --build build
CMD ["./build/server"]
