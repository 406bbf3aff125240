# A crate links OpenSSL, whose headers the slim image lacks.
# level: 2
FROM rust:1
COPY . .
RUN cargo build --release
CMD ["target/release/app"]
