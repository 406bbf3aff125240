# The program is found by PATH.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM alpine:3.24
COPY --from=build /out/app /usr/bin/app
ENTRYPOINT ["app"]
