# A later step unpacks it once more.
FROM debian:12
RUN curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt
RUN tar xzf /tmp/a.tgz -C /srv
