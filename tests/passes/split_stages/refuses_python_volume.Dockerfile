# A volume over the application hides what the second stage would be given.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
VOLUME /app
CMD ["python", "main.py"]
