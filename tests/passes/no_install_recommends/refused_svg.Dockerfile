# Coders of ImageMagick are recommended under a name that differs from release to release.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y imagemagick
