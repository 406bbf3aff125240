# The name holds a variable, the same in both places.
FROM debian:12
ARG VERSION=1.2
RUN cd /tmp && wget -q "https://example.org/tool-${VERSION}.zip" && unzip -q "tool-${VERSION}.zip" -d /opt
