# Relative to what is not plain.
FROM debian:12
WORKDIR /
COPY . /app
RUN cd /app && chown -R www-data:www-data /app
