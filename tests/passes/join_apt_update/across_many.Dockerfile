# Nothing in between is of concern to apt; the comment goes along.
FROM debian:12

# fetch the lists
RUN apt-get update -qq

ARG VERSION=1
LABEL version=$VERSION
WORKDIR /app
COPY . /app
RUN mkdir -p /app/logs && useradd app

# what the program needs
RUN apt-get install -y \
    curl \
    git
