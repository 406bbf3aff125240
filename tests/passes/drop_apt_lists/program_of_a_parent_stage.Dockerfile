# The stage below copied the program that a child runs.
FROM debian:12 AS base
COPY tools/setup /usr/local/bin/provide
RUN apt-get update && apt-get install -y curl
FROM base
RUN provide database
