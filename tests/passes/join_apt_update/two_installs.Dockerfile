# Both installs rely on the lists.
FROM debian:12
RUN apt-get update
ENV A=1
RUN apt-get install -y curl
ENV B=1
RUN apt-get install -y git
