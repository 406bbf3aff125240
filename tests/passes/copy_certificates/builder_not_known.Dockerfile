# The image of the stage that builds may have no certificates, or have them elsewhere.
# level: 3
FROM registry.example.com/go:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM scratch
COPY --from=build /out/app /app
ENTRYPOINT ["/app"]
