# Trap 3: the directory of the first part is not that of the second.
FROM debian:12
RUN cd /opt && curl -fsSLO https://example.org/a.tgz
RUN tar xzf /opt/a.tgz && rm /opt/a.tgz
