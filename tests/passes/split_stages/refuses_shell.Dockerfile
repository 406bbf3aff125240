# Refused: people work in the container.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build ./...
CMD ["bash"]
