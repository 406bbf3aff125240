# The C library has another name on Alpine.
# level: 3
FROM python:3.13-slim
COPY app.py /
CMD ["python", "/app.py"]
