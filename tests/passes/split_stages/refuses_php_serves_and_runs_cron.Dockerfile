# cron runs whatever it is told to.
# level: 2
FROM php:8.3-fpm
RUN apt-get update && apt-get install -y cron libpng-dev && docker-php-ext-install gd
COPY . /var/www/html
CMD cron && php-fpm
