# Debian's slim form has the same packages, without the manuals.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates
CMD ["bash"]
