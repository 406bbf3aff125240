# COPY takes numbers.
FROM debian:12
COPY . /app
RUN chmod -R g+w /app
RUN chmod -R 4755 /app
