# A program that cargo installs moves to a directory on the path.
# level: 2
FROM rust:1.85
WORKDIR /usr/src/hello
COPY . .
RUN cargo install --path .
CMD ["hello"]
