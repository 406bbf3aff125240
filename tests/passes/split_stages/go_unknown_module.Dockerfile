# A module that nobody knows may link to C libraries: nothing is said about cgo.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
