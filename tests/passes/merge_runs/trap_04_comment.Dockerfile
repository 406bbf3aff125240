# Trap 4: a comment of the shell must not swallow the second part.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz # the newest
RUN rm /tmp/a.tgz
