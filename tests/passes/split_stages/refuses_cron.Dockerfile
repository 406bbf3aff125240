# Refused: cron runs whatever it is told to.
# level: 2
FROM golang:1.26
RUN apt-get update && apt-get install -y cron
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["cron", "-f"]
