# Refused: nothing says what the image runs.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build ./...
