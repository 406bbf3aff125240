# Manuals are installed on purpose.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y man-db manpages-dev
CMD ["bash"]
