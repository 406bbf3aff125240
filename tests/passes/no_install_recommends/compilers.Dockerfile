# Python packages without wheels, CMake and gcc itself need what is only recommended.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip
RUN apt-get update && apt-get install -y gcc
RUN apt-get update && apt-get install -y npm
