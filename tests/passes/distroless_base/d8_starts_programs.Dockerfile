# The sources start another program, which is not there.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM debian:trixie-slim
COPY --from=build /out/app /app
CMD ["/app"]
