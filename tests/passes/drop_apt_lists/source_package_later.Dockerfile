# Source packages and build dependencies are found in the lists.
FROM debian:12
RUN apt-get update && apt-get install -y dpkg-dev
WORKDIR /src
RUN apt-get source hello && apt-get build-dep -y hello
