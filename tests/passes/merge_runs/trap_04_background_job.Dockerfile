# Trap 4: the job would live on into the second part.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz & sleep 9
RUN rm /tmp/a.tgz
