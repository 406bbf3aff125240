# Rust on Alpine is larger than on slim Debian.
# level: 3
FROM rust:1-slim
COPY app /
CMD ["/app"]
