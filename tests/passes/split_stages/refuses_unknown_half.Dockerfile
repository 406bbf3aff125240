# Refused: nobody knows what runs against this development package.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y gcc libobscure-dev
WORKDIR /app
COPY main.c .
RUN gcc -o hello main.c -lobscure
CMD ["./hello"]
