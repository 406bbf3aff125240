# The image has another Python.
# level: 3
FROM python:3.12-slim
COPY app.py /srv/
ENTRYPOINT ["python", "/srv/app.py"]
