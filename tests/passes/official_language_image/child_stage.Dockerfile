# Another stage starts from the distribution.
# level: 2
FROM ubuntu:24.04 AS base
RUN apt-get update && apt-get install -y python3
FROM base
COPY . /app
CMD ["python3", "/app/main.py"]
