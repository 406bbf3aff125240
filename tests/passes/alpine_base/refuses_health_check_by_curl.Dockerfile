# The full image has curl, the Alpine form has not.
# level: 3
FROM python:3.13
COPY app.py /
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
CMD ["python", "/app.py"]
