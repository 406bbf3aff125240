# A directory that a step makes is there in the second stage.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN mkdir -p /var/lib/myapp && go build -o myapp .
CMD ["./myapp"]
