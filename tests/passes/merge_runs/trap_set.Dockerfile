# A trap would fire at another time.
FROM debian:bookworm-slim
RUN trap 'apt-get clean' EXIT; apt-get update
RUN apt-get install -y curl
