# Packages that are more than compilers are installed again.
# level: 2
FROM golang:1.26
RUN apt-get update && apt-get install -y git ffmpeg
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
