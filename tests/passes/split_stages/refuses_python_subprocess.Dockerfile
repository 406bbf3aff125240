# The program starts others, and nobody knows whether git is one of them.
# level: 2
FROM python:3.12-slim
WORKDIR /app
RUN apt-get update && apt-get install -y gcc git
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "main.py"]
