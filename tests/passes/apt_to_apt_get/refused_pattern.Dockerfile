# A star is a regular expression to apt-get.
FROM debian:12
RUN apt-get update && apt install -y 'php8.2-*'
