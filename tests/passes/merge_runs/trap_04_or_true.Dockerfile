# Trap 4: what may fail in the first part may not in the second.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz || true
RUN rm -f /tmp/a.tgz
