# The full image gives way to its slim form where every requirement is known not to need more.
# level: 2
FROM python:3.13
WORKDIR /app
RUN apt-get update && apt-get install -y gcc default-libmysqlclient-dev
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
