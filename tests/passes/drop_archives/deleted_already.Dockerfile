# There is nothing to do.
FROM debian:12
RUN cd /tmp && curl -fsSLO https://example.org/a.tgz && tar xzf a.tgz && rm a.tgz
