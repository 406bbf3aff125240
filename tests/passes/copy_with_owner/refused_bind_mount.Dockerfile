# What is mounted there may be written to.
FROM debian:12
COPY . /app
RUN --mount=type=bind,target=/app/vendor true
RUN chown -R www-data:www-data /app
