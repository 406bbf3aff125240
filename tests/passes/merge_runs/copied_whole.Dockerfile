# A stage whose whole root is copied ships what its layers hold.
FROM debian:bookworm-slim AS build
RUN apt-get update
RUN apt-get install -y curl
FROM scratch
COPY --from=build / /
