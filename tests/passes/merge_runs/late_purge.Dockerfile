# The compiler stays in the layer that installed it: purging it behind the COPY frees nothing, and check says so.
FROM debian:12
RUN apt-get update && apt-get install -y gcc make && rm -rf /var/lib/apt/lists/*
COPY . /app
RUN make -C /app && apt-get purge -y gcc make
