# The second pip reads the requirements of the root: the shell that went into `web` was one of its own.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
RUN sh -c 'cd web && pip install -r requirements.txt' && pip install -r requirements.txt
CMD ["python", "app.py"]
