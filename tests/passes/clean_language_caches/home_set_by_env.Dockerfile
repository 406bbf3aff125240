# The home directory is set to another place.
FROM python:3.12
ENV HOME=/data
RUN poetry install
RUN tar czf /cache.tgz /data/.cache
