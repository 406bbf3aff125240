# A newer pip is installed in both stages, so that what is copied meets the same one.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc && pip install --upgrade pip
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
