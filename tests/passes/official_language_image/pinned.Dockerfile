# The distribution is pinned by its digest.
# level: 2
FROM ubuntu:24.04@sha256:0000000000000000000000000000000000000000000000000000000000000000
RUN apt-get update && apt-get install -y python3
COPY . /app
CMD ["python3", "/app/main.py"]
