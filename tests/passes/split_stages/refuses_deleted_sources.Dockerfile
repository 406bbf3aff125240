# Refused: the directory in which the program starts is deleted.
# level: 2
FROM golang:1.10
WORKDIR /go/src/example.org/myapp
COPY . .
RUN go build -o /usr/local/bin/myapp . && rm -rf /go/src/example.org
CMD ["myapp"]
