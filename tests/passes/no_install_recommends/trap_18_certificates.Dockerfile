# Trap 18: certificates come only as a recommendation of git and curl.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y git curl
RUN git clone https://example.org/tool.git /opt/tool
