# Another stage starts from it, and the last stage is on no image that is known.
# level: 3
FROM debian:trixie-slim AS base
FROM base
COPY app /
CMD ["/app"]
