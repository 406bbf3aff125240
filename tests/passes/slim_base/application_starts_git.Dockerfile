# The sources start git, which only the full image has.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
CMD ["python", "changes.py"]
