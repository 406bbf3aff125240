# The interpreter is named by the path that the package gives it.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
COPY . /app
CMD ["/usr/bin/python3", "/app/main.py"]
