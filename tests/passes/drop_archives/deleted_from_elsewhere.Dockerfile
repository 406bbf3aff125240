# What is deleted there may well be the archive.
FROM debian:12
RUN cd /tmp && curl -fsSLO https://example.org/a.tgz && tar xzf a.tgz && cd .. && rm -rf tmp
