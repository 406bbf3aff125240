# Line ends stay those of the file.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
