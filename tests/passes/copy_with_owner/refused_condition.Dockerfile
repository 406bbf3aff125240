# It need not run.
FROM debian:12
COPY . /app
RUN [ -e /x ] || chown -R www-data:www-data /app
