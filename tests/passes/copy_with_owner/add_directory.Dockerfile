# A directory of the build context is no archive.
FROM php:8.4-apache
ADD . /app
RUN chown -R www-data:www-data /app
