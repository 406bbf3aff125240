# The directory for the copy is made with a mode of its own.
FROM debian:12
RUN --mount=type=cache,target=/cache true
COPY scripts /app/scripts/
RUN chmod -R 755 /app
