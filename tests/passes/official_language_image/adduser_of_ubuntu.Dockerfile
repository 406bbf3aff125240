# `adduser` is not in images on Debian 13.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
RUN adduser --disabled-password --gecos "" app
USER app
CMD ["python3", "-m", "http.server"]
