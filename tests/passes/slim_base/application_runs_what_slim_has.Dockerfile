# The sources start a program that is in the slim image too; `patch` is a method of HTTP there, and `make` stands in a test.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
CMD ["python", "app.py"]
