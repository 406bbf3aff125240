# Refused: ONBUILD leaves work to other files.
# level: 2
FROM golang:1.26
WORKDIR /app
ONBUILD COPY . .
RUN go build -o /bin/tool .
CMD ["/bin/tool"]
