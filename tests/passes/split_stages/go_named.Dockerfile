# A stage that has a name keeps it.
# level: 2
FROM golang:1.26 AS compile
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
