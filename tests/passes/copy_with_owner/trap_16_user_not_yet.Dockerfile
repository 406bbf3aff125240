# The name does not exist yet where COPY stands: it would not build.
FROM debian:12
COPY app /srv/app
RUN useradd -u 1000 app && chown -R app:app /srv/app
