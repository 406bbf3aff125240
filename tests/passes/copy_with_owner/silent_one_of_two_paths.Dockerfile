# Only one of the two paths was copied, so the command has to walk over it all the same.
FROM debian:12
COPY src /app
RUN chown -R 1000:1000 /app /var/log
