# The health check is another program.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM debian:trixie-slim
COPY --from=build /out/app /app
HEALTHCHECK CMD ["wget", "-q", "http://localhost"]
CMD ["/app"]
