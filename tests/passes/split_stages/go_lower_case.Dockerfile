# The words of a file in lower case are in lower case.
# level: 2
from golang:1.26
workdir /app
copy . .
run go build -o myapp .
cmd ["./myapp"]
