# The build makes libraries beside the program, which loads them when it runs.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc make libc6-dev
WORKDIR /opt/calc
COPY . .
RUN make
CMD ["./calc", "plugins"]
