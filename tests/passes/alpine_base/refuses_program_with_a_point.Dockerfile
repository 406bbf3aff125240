# The name of a program may have a point in it.
# level: 3
FROM python:3.13-slim
WORKDIR /app
COPY . .
CMD ["python", "app.py"]
