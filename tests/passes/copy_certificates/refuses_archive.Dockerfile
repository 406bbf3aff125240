# The archive may hold certificates of its own, or a link in their place.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /app .

FROM scratch
ADD rootfs.tar /
COPY --from=build /app /app
ENTRYPOINT ["/app"]
