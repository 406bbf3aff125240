# The second RUN would start in /src.
FROM debian:bookworm-slim
RUN wget -O /tmp/a.tar.gz https://example.com/a.tar.gz && mkdir /src && cd /src && tar xzf /tmp/a.tar.gz
RUN rm /tmp/a.tar.gz
