# Certificates come with curl only because they are recommended; ffmpeg recommends a great deal that is not used.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y curl ffmpeg
