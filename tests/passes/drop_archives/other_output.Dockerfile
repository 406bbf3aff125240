# What is unpacked is not what was downloaded.
FROM debian:12
RUN curl -fsSL -o /tmp/b.tgz https://example.org/b.tgz && tar xzf /opt/a.tgz
