# A slim Debian that is there for its Python.
# level: 2
FROM debian:bookworm-slim
RUN apt-get update
RUN apt-get install -y python3
COPY main.py /
CMD ["python3", "/main.py"]
