# A file from Windows keeps its line ends.
FROM debian:12
# lists
RUN apt-get update
ENV A=1
RUN apt-get install -y curl
