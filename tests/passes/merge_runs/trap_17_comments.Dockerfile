# Trap 17: each comment stays above its part.
FROM debian:12
# The newest.
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz
# Not needed any more.
RUN rm /tmp/a.tgz
