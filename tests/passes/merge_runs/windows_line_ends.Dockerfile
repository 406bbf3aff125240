# Line ends stay as they are, also at the seam, and the last line stays without.
FROM debian:bookworm-slim
RUN apt-get update
RUN apt-get clean