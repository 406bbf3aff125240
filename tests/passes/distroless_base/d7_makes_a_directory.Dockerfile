# A directory is made for the data, by a command that needs a shell.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM debian:trixie-slim
RUN mkdir -p /data && chown 1000:1000 /data
COPY --from=build /out/app /app
USER 1000
CMD ["/app"]
