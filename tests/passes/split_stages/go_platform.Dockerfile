# The platform of the first stage is that of the second.
# level: 2
FROM --platform=linux/arm64 golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
