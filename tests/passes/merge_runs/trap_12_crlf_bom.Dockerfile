# Trap 12: line ends, the byte-order mark and the missing end of the last line stay.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz
RUN rm /tmp/a.tgz