# Nothing of the build stage but one file reaches an image.
FROM debian:12 AS build
RUN curl -fsSL -o /tmp/a.tgz https://example.org/a.tgz && tar xzf /tmp/a.tgz -C /opt
FROM scratch
COPY --from=build /opt/a /a
