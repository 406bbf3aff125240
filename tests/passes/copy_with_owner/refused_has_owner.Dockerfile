# The COPY has an owner of its own.
FROM debian:12
COPY --chown=1:1 . /app
RUN chown -R 2:2 /app
