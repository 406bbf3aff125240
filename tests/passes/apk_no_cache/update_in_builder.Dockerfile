# Nothing needs the index that the update fetches, in a stage that only feeds another either.
FROM golang:1.22-alpine AS build
RUN apk update && apk add --no-cache git ca-certificates
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
