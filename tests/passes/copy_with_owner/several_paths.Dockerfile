# One command for two trees: each COPY sets its own.
FROM debian:12
COPY src /app
COPY conf /srv/site
RUN chown -R 1000:1000 /app /srv/site
