# syntax and mounts need BuildKit, as --chmod does.
FROM golang:1.25
RUN --mount=type=cache,target=/root/.cache true
COPY scripts /app
RUN chmod -R 755 /app
