# Refused without a context: the directory holds what cargo leaves behind.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
