# A library that the program links to is installed again, its run-time half alone.
# level: 2
FROM golang:1.26-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libpcap-dev
WORKDIR /app
COPY . .
RUN go build -o myapp .
CMD ["./myapp"]
