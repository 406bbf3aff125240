# A package that was downloaded is needed no more once it is installed.
FROM debian:12
RUN wget -O /tmp/tool.deb https://example.org/tool.deb && dpkg -i /tmp/tool.deb
