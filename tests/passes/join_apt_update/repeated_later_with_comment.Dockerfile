# What is the comment about, if not the update?
FROM debian:12
# refresh
RUN apt-get update
ENV A=1
RUN apt-get update && apt-get install -y curl
