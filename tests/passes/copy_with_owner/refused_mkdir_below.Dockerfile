# So does mkdir.
FROM debian:12
COPY . /app
RUN mkdir -p /app/logs && chown -R www-data:www-data /app
