# The stage runs a command.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM alpine:3.24
RUN apk add --no-cache ca-certificates
COPY --from=build /out/app /app
CMD ["/app"]
