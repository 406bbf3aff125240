# Whatever `retry` is, it runs an install.
FROM debian:12
COPY retry /usr/local/sbin/
RUN apt-get update && apt-get install -y curl
RUN retry apt-get install -y git
