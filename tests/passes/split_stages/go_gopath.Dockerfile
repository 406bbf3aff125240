# From before modules: the program alone, for it does not start among its sources.
# level: 2
FROM golang:1.10
ADD . /go/src/example.org/myapp
RUN go install example.org/myapp
ENTRYPOINT ["/go/bin/myapp"]
