# Another package of Ubuntu is needed.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 ffmpeg
COPY . /app
CMD ["python3", "/app/main.py"]
