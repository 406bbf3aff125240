# Downloads are kept on purpose, and not in the image.
FROM debian:12
RUN --mount=type=cache,target=/tmp curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt
