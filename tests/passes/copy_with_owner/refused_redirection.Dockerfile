# A log in the directory belongs to root then.
FROM debian:12
COPY . /app
RUN echo built > /app/built && chown -R www-data:www-data /app
