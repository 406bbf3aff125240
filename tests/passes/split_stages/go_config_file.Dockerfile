# A file that comes in after the build falls into the second stage.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
COPY config.yml /etc/myapp/
CMD ["./myapp", "-config", "/etc/myapp/config.yml"]
