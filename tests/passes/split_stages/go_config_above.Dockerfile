# Configuration above the build moves into the second stage; what the toolchain reads stays.
# level: 2
FROM golang:1.26
LABEL org.opencontainers.image.title=myapp
EXPOSE 8080
ENV GO111MODULE=on PORT=8080
ARG VERSION=dev
ENV APP_VERSION=$VERSION
ENTRYPOINT ["/app/myapp"]
WORKDIR /app
COPY . .
RUN go build -ldflags "-X main.version=$VERSION" -o myapp .
