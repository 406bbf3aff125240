# Refused: a version that is newer than the facts.
# level: 2
FROM golang:1.99
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
