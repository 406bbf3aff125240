# The second install finds its packages by the lists of the first.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y curl
COPY app /app
RUN apt-get install -y wget
