# The image has setuptools in another version, and a copy over it would mix the two.
# level: 2
FROM python:3.11-slim
RUN apt-get update && apt-get install -y gcc
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
