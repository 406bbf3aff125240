# The cache mount is for another manager.
FROM python:3.12
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y gcc && pip install uwsgi
