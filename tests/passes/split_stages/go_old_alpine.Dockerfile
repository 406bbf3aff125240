# Old releases of Alpine have no certificates of their own.
# level: 2
FROM golang:1.12-alpine3.9
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
