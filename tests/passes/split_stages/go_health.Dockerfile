# A health check brings the package that it needs along.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
CMD ["./myapp"]
