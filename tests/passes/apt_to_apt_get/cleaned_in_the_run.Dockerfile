# The RUN deletes them itself.
FROM nvidia/cuda:12.6.0-base-ubuntu24.04
RUN apt-get update && apt install -qy curl && rm -rf /var/cache/apt/archives/*
RUN apt-get update && apt install -qy git && apt clean
