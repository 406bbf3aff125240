# The packages stand in a file.
# level: 2
FROM debian:12
COPY packages.txt /
RUN apt-get update && xargs apt-get install -y < /packages.txt
