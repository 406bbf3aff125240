# The file ends its lines in `&&`, so the new line does as well.
FROM debian:12
RUN wget -q https://example.org/a.tgz -O /tmp/a.tgz && \
    tar xzf /tmp/a.tgz -C /opt
