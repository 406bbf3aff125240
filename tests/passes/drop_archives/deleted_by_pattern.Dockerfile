# The directory is emptied.
FROM debian:12
RUN curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt && rm -rf /tmp/*
