# The output of the downloader goes to the file.
FROM alpine:3.22
RUN wget -qO- https://example.org/a.tgz > /tmp/a.tgz && tar xzf /tmp/a.tgz -C /opt
