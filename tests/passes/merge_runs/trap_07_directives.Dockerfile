# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended
# Trap 7: directives stay where they are.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz
RUN rm /tmp/a.tgz
