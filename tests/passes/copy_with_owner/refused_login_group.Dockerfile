# The group is that of the user's entry, or the first of two words.
FROM debian:12
COPY . /app
RUN chown -R www-data: /app
RUN chown -R www.data /app
