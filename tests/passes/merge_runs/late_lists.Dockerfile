# The lists are in the layer above the COPY: deleting them later frees nothing, and check says so.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY . /app
RUN rm -rf /var/lib/apt/lists/*
