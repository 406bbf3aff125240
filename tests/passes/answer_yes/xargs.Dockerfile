# xargs gives the command no input to answer with.
FROM debian:12
COPY packages.txt /
RUN apt-get update && xargs apt-get install < /packages.txt
