# Refused: the file says that people work in it.
# level: 2
FROM golang:1.26
LABEL description="development environment of the team"
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
