# It is run by somebody who may only hand over what is his.
FROM debian:12
COPY . /app
USER www-data
RUN chown -R www-data:www-data /app
