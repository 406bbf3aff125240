# A comment of the shell would swallow what follows: it goes above its command.
FROM debian:bookworm-slim
RUN apt-get update # fresh lists
RUN apt-get install -y curl # for the health check
RUN apt-get clean # nothing left
