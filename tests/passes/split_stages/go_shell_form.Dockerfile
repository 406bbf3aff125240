# A start command in shell form keeps its shell.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ./myapp --port $PORT
