# On Alpine a program in C++ needs its library.
# level: 2
FROM alpine:3.23
RUN apk add --no-cache build-base
WORKDIR /app
COPY . .
RUN make
CMD ["./hello"]
