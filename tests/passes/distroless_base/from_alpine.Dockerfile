# A static program on Alpine, with its directory set.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM alpine:3.24
WORKDIR /srv
COPY --from=build /out/app ./
CMD ["./app"]
