# A tool of the command line may call for git when it runs.
# level: 2
FROM php:8.3-alpine
RUN apk add --no-cache git postgresql-dev && docker-php-ext-install pdo_pgsql
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /app
COPY . .
RUN composer install
CMD ["php", "deploy.php"]
