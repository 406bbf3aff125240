# The install is tied to another command.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 && mkdir /data
COPY . /app
CMD ["python3", "/app/main.py"]
