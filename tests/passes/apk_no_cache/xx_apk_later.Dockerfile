# xx-apk is apk with another root, and needs the index where that is the same.
FROM alpine:3.20
COPY --from=tonistiigi/xx / /
RUN apk add --update clang
RUN xx-apk add musl-dev gcc
