# apt would download through the proxy.
FROM debian:12
RUN apt-get update
ENV http_proxy=http://proxy:3128
RUN apt-get install -y curl
