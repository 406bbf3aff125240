# A program with C in it is built as before and stays on its distribution.
# level: 2
FROM golang:1.26-bookworm
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
