# The program serves files, by types that golang's image knows and Debian's slim image does not.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o app .
CMD ["./app"]
