# The file has apt-get keep downloaded packages; apt deletes them all the same.
FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN apt-get update && apt install -y curl
