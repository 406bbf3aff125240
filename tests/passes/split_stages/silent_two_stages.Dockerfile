# Nothing to say: two stages already.
# level: 2
FROM golang:1.26 AS build
WORKDIR /app
COPY . .
RUN go build -o myapp .

FROM debian:trixie-slim
COPY --from=build /app/myapp /usr/local/bin/
CMD ["myapp"]
