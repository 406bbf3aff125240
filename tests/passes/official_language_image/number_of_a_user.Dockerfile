# Ubuntu has a user 1000 of its own, so that the next one is 1001 there and 1000 in the other image.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
RUN useradd --create-home app
USER app
CMD ["python3", "-m", "http.server"]
