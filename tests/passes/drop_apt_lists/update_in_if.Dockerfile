# An update inside of a condition leaves lists as well.
FROM debian:12
RUN if ! command -v curl; then apt-get update && apt-get install -y curl; fi
