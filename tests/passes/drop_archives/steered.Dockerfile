# A comment keeps it.
FROM debian:12
# dfopt: skip drop-archives
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt
