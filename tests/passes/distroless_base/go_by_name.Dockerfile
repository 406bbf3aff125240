# The program is called by its name; the copy puts it where programs are looked for.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server .

FROM debian:trixie-slim
COPY --from=build /out/server /usr/local/bin/
CMD ["server", "-v"]
