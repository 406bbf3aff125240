# The image is for reading manuals.
# level: 2
FROM debian:trixie
RUN apt-get update && apt-get install -y man-db
CMD ["man", "bash"]
