# Another stage copies the directory.
FROM debian:12 AS base
RUN curl -fsSL -o /opt/a.tgz https://example.org/a.tgz && tar xzf /opt/a.tgz -C /opt
FROM base AS app
FROM debian:12
COPY --from=base /opt /opt
