# The first RUN has deleted its lists already: the second deletes only its own, and no bytes of note are at stake over a clone.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN git clone https://example.com/a.git
RUN apt-get update && apt-get install -y make && rm -rf /var/lib/apt/lists/*
