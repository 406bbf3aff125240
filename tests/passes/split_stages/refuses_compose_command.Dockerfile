# Refused: a compose file compiles in the container.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
