# adduser is another program, of busybox on Alpine.
FROM alpine:3.22
RUN adduser -D -u 1000000 app
