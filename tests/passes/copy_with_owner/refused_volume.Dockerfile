# The classic builder forgets what is changed in a volume.
FROM debian:12
COPY . /app
VOLUME /app
RUN chown -R www-data:www-data /app
