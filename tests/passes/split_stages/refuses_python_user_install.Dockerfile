# Packages go to a directory of the user, which is not where the image keeps them.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc
WORKDIR /app
COPY requirements.txt .
RUN pip install --user -r requirements.txt
COPY . .
CMD ["python", "main.py"]
