# Not parts of one list.
FROM debian:12
RUN for name in a b; do curl -fsSL -o /tmp/x.tgz "https://example.org/$name" && tar xzf /tmp/x.tgz -C /opt; done
