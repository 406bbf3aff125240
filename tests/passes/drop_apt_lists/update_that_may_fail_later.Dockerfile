# If the later update fails, its install makes do with these lists.
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN apt-get update || true; apt-get install -y git
