# Each RUN fetches lists of its own.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY keys /etc/apt/keyrings
RUN apt-get update && apt-get install -y git
