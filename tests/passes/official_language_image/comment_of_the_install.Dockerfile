# A comment would be left without its instruction.
# level: 2
FROM ubuntu:24.04
# Python, and nothing else
RUN apt-get update && apt-get install -y python3
COPY . /app
CMD ["python3", "/app/main.py"]
