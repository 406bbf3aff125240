# It is read again behind that.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt && sha256sum /tmp/a.tgz > /opt/sum
