# The image may have brought files of its own.
FROM bitnami/node:24
COPY . /app
RUN chown -R 1001:1001 /app
