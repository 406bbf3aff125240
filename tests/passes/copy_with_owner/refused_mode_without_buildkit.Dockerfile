# --chmod is not known to the classic builder.
FROM debian:12
COPY . /app
RUN chmod -R 755 /app
