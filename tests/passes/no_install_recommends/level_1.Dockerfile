# Without the assumption it is only told.
FROM debian:12
RUN apt-get update && apt-get install -y ffmpeg
