# Trap 12: a file from Windows keeps its line ends.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && \
    tar xzf /tmp/a.tgz && \
    ls /
