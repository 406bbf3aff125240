# Refused: the start script reads another one, which may call for anything.
# level: 2
FROM golang:1.26
WORKDIR /app
COPY . .
RUN go build -o myapp .
ENTRYPOINT ["./entrypoint.sh"]
CMD ["./myapp"]
