# Refused: the container waits for `docker exec`.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["sleep", "infinity"]
