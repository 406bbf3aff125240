# Refused: nobody knows what a script of the sources leaves behind.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN ./install-tools.sh && go build -o myapp .
CMD ["./myapp"]
