# A program that serves files gets them, and not the directory of the build.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
