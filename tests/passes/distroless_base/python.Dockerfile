# A script needs nothing but Python itself.
# level: 3
FROM python:3.13-slim
COPY app.py /srv/
ENTRYPOINT ["python", "/srv/app.py"]
