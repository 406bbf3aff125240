# The script starts a shell.
# level: 3
FROM python:3.13-slim
COPY app.py /srv/app.py
ENTRYPOINT ["python", "/srv/app.py"]
