# The user comes with Ubuntu.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
COPY . /app
USER ubuntu
CMD ["python3", "/app/main.py"]
