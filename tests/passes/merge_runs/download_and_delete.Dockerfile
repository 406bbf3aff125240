# A download, its extraction and the rm that deletes it: apart, the archive stays in the first layer.
FROM debian:bookworm-slim
RUN curl -fsSLo /tmp/tool.tar.gz https://example.com/tool.tar.gz
RUN tar -xzf /tmp/tool.tar.gz -C /opt
RUN rm /tmp/tool.tar.gz
