# A program in C that looks up hosts: glibc loads a library for that, statically linked or not.
# level: 3
FROM debian:trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY *.c *.h ./
RUN gcc -O2 -static -o /echo main.c echo.c

FROM debian:trixie-slim
COPY --from=build /echo /echo
CMD ["/echo"]
