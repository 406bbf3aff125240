# An Apache module is switched on in both stages.
# level: 2
FROM php:8.3-apache
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
RUN apt-get update && apt-get install -y libpng-dev git && docker-php-ext-install gd && a2enmod rewrite
WORKDIR /var/www/html
COPY . .
RUN composer install --no-dev
RUN chown -R www-data:www-data storage
