# The start script calls for a program of the build image, which is installed in the second stage.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o server .
CMD ["sh", "start.sh"]
