# A program that opens no connection needs no certificates.
# level: 2
FROM golang:1.26
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o /usr/local/bin/hello .
ENTRYPOINT ["hello"]
