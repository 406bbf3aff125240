# Trap 17: the comment stays above its command.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz \
    && tar xzf /tmp/a.tgz -C /opt \
    # for everybody
    && chmod -R a+rX /opt
