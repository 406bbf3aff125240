# A trap runs when all is done.
FROM debian:12
RUN trap 'rm -r /var/lib/apt/lists/partial' EXIT; apt-get update && apt-get install -y curl
