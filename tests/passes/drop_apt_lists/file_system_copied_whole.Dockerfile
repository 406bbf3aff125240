# The last stage takes the whole file system of the first, lists included, and installs by them.
FROM debian:12 AS build
RUN apt-get update && apt-get install -y curl
FROM scratch
COPY --from=build / /
RUN apt-get install -y wget
