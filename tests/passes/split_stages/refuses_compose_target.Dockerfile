# Refused: a compose file builds the stage by its name.
# level: 2
FROM golang:1.26 AS dev
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
