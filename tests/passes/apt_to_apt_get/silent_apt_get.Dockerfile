# Nothing is left to do.
FROM debian:12
RUN apt-get update && apt-get install -y apt && echo apt install
