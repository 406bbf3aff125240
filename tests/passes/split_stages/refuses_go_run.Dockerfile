# Refused: the container compiles when it starts.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build ./...
CMD ["go", "run", "."]
