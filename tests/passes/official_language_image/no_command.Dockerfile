# The container is used for its shell.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
