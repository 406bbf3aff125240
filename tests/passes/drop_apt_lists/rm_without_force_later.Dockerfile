# The later `rm` would fail if there was nothing to delete.
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN rm -r /var/lib/apt/lists/*
