# Trap 9: a trigger runs in another build.
FROM debian:12
ONBUILD RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz
ONBUILD RUN rm /tmp/a.tgz
