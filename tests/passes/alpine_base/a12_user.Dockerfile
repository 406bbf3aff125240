# www-data has another number on Alpine.
# level: 3
FROM python:3.12-slim
COPY --chown=www-data . /srv
CMD ["python", "/srv/app.py"]
