# Refused: the program may link to a library of the build image.
# level: 2
FROM rust:1
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["./target/release/hello"]
