# Extensions and packages are copied into the same image, which keeps the command that it has.
# level: 2
FROM php:8.3-fpm
RUN apt-get update && apt-get install -y git unzip libpq-dev && docker-php-ext-install pdo_pgsql
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /var/www/app
COPY composer.json composer.lock ./
RUN composer install --no-dev
COPY . .
