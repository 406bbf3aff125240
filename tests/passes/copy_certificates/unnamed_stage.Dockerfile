# A stage without a name is copied from by its number.
# level: 3
FROM golang:1.26-alpine
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app .

FROM scratch
# The program.
COPY --from=0 /out/app /app
ENTRYPOINT ["/app"]
