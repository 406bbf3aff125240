# Trap 4: to the left of `&&` the option does nothing.
FROM debian:12
RUN set -e; curl -fsSLo /tmp/a.tgz https://example.org/a.tgz; tar xzf /tmp/a.tgz
RUN rm /tmp/a.tgz && ls /
