# An option of the call says it.
# level: 2
FROM debian:12
RUN apt-get update && apt-get -o APT::Install-Recommends=true install -y curl
