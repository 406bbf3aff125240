# syntax=docker/dockerfile:1
# dfopt in an image of nothing but its program:
#   docker build -t dfopt .
#   docker run --rm -u "$(id -u):$(id -g)" -v "$PWD:/src" dfopt fix

FROM rust:1.98-alpine AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock build.rs ./
COPY rules rules
COPY src src
COPY benches benches
COPY tests tests
# Rust's target for musl links everything into the program.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin dfopt \
    && cp target/release/dfopt /dfopt

FROM scratch
COPY --from=build /dfopt /dfopt
WORKDIR /src
ENTRYPOINT ["/dfopt"]
CMD ["check"]
