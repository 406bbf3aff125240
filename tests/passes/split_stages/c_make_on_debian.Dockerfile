# A distribution with a compiler installed: the same one, slim, without it.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends build-essential libpq-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make
CMD ["./hello"]
