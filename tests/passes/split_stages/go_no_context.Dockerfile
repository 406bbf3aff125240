# Without a build context the whole directory goes along, for the program may read it.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
EXPOSE 8080
CMD ["./myapp"]
