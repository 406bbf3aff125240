# Each manager clears its own.
FROM example/app
RUN npm ci \
    && composer install
