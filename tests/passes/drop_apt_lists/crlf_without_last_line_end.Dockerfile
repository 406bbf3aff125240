# A file from Windows keeps its line ends.
FROM debian:12
RUN apt-get update \
 && apt-get install -y curl