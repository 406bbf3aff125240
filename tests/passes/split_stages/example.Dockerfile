# A Go service: the second stage gets the program and the certificates, for the sources show nothing else.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
EXPOSE 8080
CMD ["./myapp"]
