# On Alpine the program stays on the release that built it.
# level: 2
FROM golang:1.26-alpine3.23
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
