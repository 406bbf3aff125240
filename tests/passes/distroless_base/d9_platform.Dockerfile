# The image may not be built for the platform.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM --platform=linux/386 debian:trixie-slim
COPY --from=build /out/app /app
CMD ["/app"]
