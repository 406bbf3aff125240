# The second stage comes from the registry of the first.
# level: 2
FROM docker.io/library/golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
