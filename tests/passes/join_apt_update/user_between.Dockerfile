# Another user runs the install.
FROM debian:12
RUN apt-get update
USER dev
RUN sudo apt-get install -y curl
