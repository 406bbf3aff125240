# So are those that a command names.
# level: 2
FROM debian:12
COPY packages.txt /
RUN apt-get update && apt-get install -y $(cat /packages.txt)
