# Files that belong to a user belong to it in the second stage.
# level: 2
FROM golang:1.26
RUN useradd -r app
WORKDIR /app
COPY . .
RUN go build -o myapp . && chown -R app /app
USER app
CMD ["./myapp"]
