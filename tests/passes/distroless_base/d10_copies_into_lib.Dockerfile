# /lib is a link in the image.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM debian:trixie-slim
COPY --from=build /out/app /app
COPY libs/ /lib/
CMD ["/app"]
