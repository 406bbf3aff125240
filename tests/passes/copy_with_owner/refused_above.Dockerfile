# COPY brings more than the path.
FROM debian:12
COPY root/ /
COPY app /app
RUN chown -R www-data:www-data /app
