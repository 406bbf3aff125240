# The later update fetches the lists anew before anything is installed.
FROM debian:12
RUN apt-get update
COPY keys /etc/apt/keyrings
RUN apt-get update && apt-get install -y curl
