# A program that reads templates gets what lies beside its sources, the sources left out.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
