# Refused: a volume lies over the program.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
VOLUME /app
CMD ["./myapp"]
