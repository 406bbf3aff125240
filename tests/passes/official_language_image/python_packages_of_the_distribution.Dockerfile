# numpy comes from the distribution.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y python3 python3-numpy
COPY . /app
CMD ["python3", "/app/main.py"]
