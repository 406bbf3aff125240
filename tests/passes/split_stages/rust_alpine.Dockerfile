# On Alpine it stays on Alpine.
# level: 2
FROM rust:1-alpine3.23
WORKDIR /app
COPY . .
RUN cargo build --release
ENTRYPOINT ["/app/target/release/hello"]
