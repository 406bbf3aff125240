# The start script is read: it goes along with the program that CMD names and the files beside it.
# level: 2
FROM golang:1.26
RUN apt-get update && apt-get install -y bash curl
WORKDIR /app
COPY . .
RUN go build -o server . && chmod +x start.sh
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
ENTRYPOINT ["./start.sh"]
CMD ["./server", "-v"]
