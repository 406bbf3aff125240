# Refused: the user is one of the build image.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
USER builder
CMD ["./myapp"]
