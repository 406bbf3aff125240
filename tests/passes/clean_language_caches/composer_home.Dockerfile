# The cache lies below COMPOSER_HOME, where later steps may want it.
FROM composer:2
ENV COMPOSER_HOME=/app/.composer
RUN composer install
RUN cp -r /app/.composer/cache /kept
