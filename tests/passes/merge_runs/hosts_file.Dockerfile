# /etc/hosts is fresh in each RUN: what the first writes, the second must not see.
FROM debian:bookworm-slim
RUN echo "10.0.0.1 mirror" >> /etc/hosts && apt-get update
RUN apt-get install -y curl
