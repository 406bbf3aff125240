# The crates compile with the C compiler that rust's slim image has.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["/app/target/release/app"]
