# The program is called by its name, and PATH is the file's own.
# level: 3
FROM golang:1.26 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/server .

FROM debian:trixie-slim
ENV PATH=/opt/bin:$PATH
COPY --from=build /out/server /usr/local/bin/
CMD ["server"]
