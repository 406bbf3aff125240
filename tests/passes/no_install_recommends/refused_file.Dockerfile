# A package file may recommend anything.
# level: 2
FROM debian:12
ADD https://example.org/tool.deb /tmp/tool.deb
RUN apt-get update && apt-get install -y /tmp/tool.deb
