# pip is told to take no wheels.
# level: 2
FROM python:3.12
RUN pip install --no-binary :all: markupsafe
CMD ["python", "-m", "http.server"]
