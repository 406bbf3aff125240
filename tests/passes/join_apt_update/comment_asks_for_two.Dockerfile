# A comment asks for two RUNs.
FROM debian:12
RUN apt-get update
# Do not merge with the RUN above: the proxy times out.
RUN apt-get install -y curl
