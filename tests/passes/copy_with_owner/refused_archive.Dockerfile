# ADD may unpack, and then leaves owners as they are in the archive.
FROM debian:12
ADD app.tar.gz /app
RUN chown -R www-data:www-data /app
