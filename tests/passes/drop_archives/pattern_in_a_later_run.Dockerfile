# The later `rm` would fail if it found no archive.
FROM debian:12
RUN curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt
RUN rm /tmp/*.tgz
