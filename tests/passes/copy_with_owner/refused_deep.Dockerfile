# The directories between belong to root for some builders.
FROM debian:12
COPY conf /app/etc/conf
RUN chown -R www-data:www-data /app
