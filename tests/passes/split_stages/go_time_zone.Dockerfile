# A zone in the environment needs the zones.
# level: 2
FROM golang:1.26
ENV TZ=Europe/Oslo
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
