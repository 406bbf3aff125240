# A Rust program: the binary alone, on the distribution that built it.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
