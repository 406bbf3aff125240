# Refused: the container compiles when it starts.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["cargo", "run", "--release"]
