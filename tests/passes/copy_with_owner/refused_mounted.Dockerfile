# What is mounted there would be handed over, and not what lies beneath.
FROM debian:12
COPY . /app
RUN --mount=type=cache,target=/app/cache chown -R www-data:www-data /app
