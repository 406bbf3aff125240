# Refused: only the caller of the build knows where the program lies.
# level: 2
FROM golang:1.26
ARG NAME=myapp
WORKDIR /app
COPY . .
RUN go build -o /usr/local/bin/$NAME .
CMD ["myapp"]
