# Nothing was copied there.
FROM debian:12
COPY . /app
RUN mkdir /data && chown -R www-data:www-data /data
