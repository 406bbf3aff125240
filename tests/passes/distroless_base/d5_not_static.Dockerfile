# With cgo the program may need libraries.
# level: 3
FROM golang:1.26 AS build
COPY . .
RUN go build -o /out/app .
FROM debian:trixie-slim
COPY --from=build /out/app /app
CMD ["/app"]
