# WORKDIR makes a directory that COPY would not hand over.
FROM debian:12
COPY . /app
WORKDIR /app/logs
RUN chown -R www-data:www-data /app
