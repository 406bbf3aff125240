# The Python of an old Ubuntu is not in the facts.
# level: 2
FROM ubuntu:18.04
RUN apt-get update && apt-get install -y python3
COPY . /app
CMD ["python3", "/app/main.py"]
