# Comments stay with their instruction.
# level: 2
FROM golang:1.26
# the port of the service
EXPOSE 8080
WORKDIR /app
COPY . .
# the program
RUN go build -o myapp .

# how it starts
CMD ["./myapp"]
