# The archive goes when it is unpacked.
FROM debian:12
RUN curl -fsSL https://example.org/tool-1.2.tar.gz -o /tmp/tool.tar.gz \
    && tar -xzf /tmp/tool.tar.gz -C /opt \
    && ln -s /opt/tool-1.2/bin/tool /usr/local/bin/tool
