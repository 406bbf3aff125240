# Refused: a second language comes in beside Go.
# level: 2
FROM golang:1.26
RUN pip install awscli
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
