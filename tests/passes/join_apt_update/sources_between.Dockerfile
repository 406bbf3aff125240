# The update would fetch from the copied sources too.
FROM debian:12
RUN apt-get update
COPY example.list /etc/apt/sources.list.d/
RUN apt-get install -y curl
