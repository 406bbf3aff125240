# Nothing is left behind.
FROM debian:12
RUN curl -fsSL https://example.org/a.tgz | tar xz -C /opt
