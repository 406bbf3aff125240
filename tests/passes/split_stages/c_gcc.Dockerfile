# One C file: the program alone.
# level: 2
FROM gcc:15
WORKDIR /app
COPY main.c .
RUN gcc -O2 -o hello main.c
CMD ["./hello"]
