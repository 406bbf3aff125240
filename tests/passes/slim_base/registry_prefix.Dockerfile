# The whole name of the official image, its registry before it.
# level: 2
FROM docker.io/library/python:3.13
COPY app.py /srv/
CMD ["python", "/srv/app.py"]
