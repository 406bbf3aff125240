# The build would go on if the update failed there.
FROM debian:12
RUN apt-get update
ENV A=1
RUN apt-get install -y curl; curl --version
