# Nothing that is installed is for the build alone: git may be called for when the program runs.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y git libpq-dev
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
