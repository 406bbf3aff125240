# A C program on Debian, built for real before and after.
# level: 2
# Built and started on 2026-11-25: 326,805,260 bytes of layers before, 73,972,893 after, the same answer.
FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make
CMD ["./hello"]
