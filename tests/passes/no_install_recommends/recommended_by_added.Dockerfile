# The certificates that the added curl would bring are named already.
# level: 2
FROM python:3.13
RUN apt-get update && apt-get install -y gettext redis-tools ca-certificates && apt-get clean
RUN curl -fsSLO https://example.com/node.tar.xz
