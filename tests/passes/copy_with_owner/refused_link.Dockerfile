# With --link the names of the image are not at hand.
FROM debian:12
COPY --link . /app
RUN chown -R www-data:www-data /app
