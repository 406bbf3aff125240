# `exit 0` ends the brackets and not the whole RUN.
FROM debian:bookworm-slim
RUN apt-get update; exit 0
RUN apt-get install -y curl
