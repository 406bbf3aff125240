# What the variable holds may be a pattern.
FROM debian:12
ARG PACKAGE
RUN apt-get update && apt install -y $PACKAGE
