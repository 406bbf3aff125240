# The file may say it for all installs.
# level: 2
FROM debian:12
COPY apt.conf /etc/apt/apt.conf.d/99local
RUN apt-get update && apt-get install -y curl
