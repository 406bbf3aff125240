# The settings may answer.
FROM debian:12
COPY 90-yes /etc/apt/apt.conf.d/
RUN apt-get update && apt-get install curl
