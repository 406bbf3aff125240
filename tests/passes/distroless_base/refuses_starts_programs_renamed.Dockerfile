# The package that starts programs is imported under another name.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM debian:trixie-slim
COPY --from=build /app /app
ENTRYPOINT ["/app"]
