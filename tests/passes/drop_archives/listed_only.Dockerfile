# Nothing is unpacked.
FROM debian:12
RUN curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar -tzf /tmp/a.tgz
