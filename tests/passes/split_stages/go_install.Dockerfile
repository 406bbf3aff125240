# A program that is started by its name moves to a directory on the path.
# level: 2
FROM golang:1.26
WORKDIR /src
COPY . .
RUN go install .
CMD ["myapp"]
