# Headers alone weigh little, and the image keeps its own compilers; git may be called for when the program runs.
# level: 2
FROM php:8.3-apache
RUN apt-get update && apt-get install -y libpng-dev git && docker-php-ext-install gd && a2enmod rewrite
WORKDIR /var/www/html
COPY . .
RUN chown -R www-data:www-data storage
