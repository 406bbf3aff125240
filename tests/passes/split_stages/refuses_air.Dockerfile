# Refused: a watcher rebuilds for a developer.
# level: 2
FROM golang:1.26
RUN go install github.com/air-verse/air@latest
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["air"]
