# Refused: several programs under a supervisor.
# level: 2
FROM golang:1.26
RUN apt-get update && apt-get install -y supervisor
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["supervisord", "-n"]
