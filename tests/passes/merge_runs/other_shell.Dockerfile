# SHELL between the two: they are read by different shells.
FROM debian:bookworm-slim
RUN apt-get update
SHELL ["/bin/bash", "-c"]
RUN apt-get install -y curl
