# Users, groups and owners come along.
# level: 2
FROM golang:1.26
RUN groupadd -r app && useradd -r -g app app
WORKDIR /app
COPY . .
RUN go build -o myapp . && chown app:app /app
USER app
CMD ["./myapp"]
