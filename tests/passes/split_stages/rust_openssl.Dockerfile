# OpenSSL is the one library that is known to come along.
# level: 2
FROM rust:1-bookworm
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
