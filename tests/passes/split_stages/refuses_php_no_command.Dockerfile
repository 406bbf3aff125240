# The command-line image starts an interpreter for people where the file says nothing else.
# level: 2
FROM php:8.3-cli
RUN apt-get update && apt-get install -y git libzip-dev && docker-php-ext-install zip
WORKDIR /app
COPY . .
