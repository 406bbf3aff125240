# The Makefile has no recipe for `helper`: make compiles it by a rule of its own.
# level: 2
FROM python:3.13
RUN apt-get update && apt-get install -y make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make
CMD ["python", "app.py"]
