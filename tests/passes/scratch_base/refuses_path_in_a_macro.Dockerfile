# The path of a file of the image is given on the command line.
# level: 3
FROM debian:trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY main.c ./
RUN gcc -static -DNAMES='"/etc/os-release"' -o /names main.c

FROM debian:trixie-slim
COPY --from=build /names /names
CMD ["/names"]
