# A distribution with the toolchain installed: the same one, slim, without it.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y golang ca-certificates
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
