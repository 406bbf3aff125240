# The application starts a script, and that runs curl.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
CMD ["python", "app.py"]
