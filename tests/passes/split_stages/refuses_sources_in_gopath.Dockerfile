# Refused: without WORKDIR the sources lie among those of the toolchain.
# level: 2
FROM golang:1.26
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
