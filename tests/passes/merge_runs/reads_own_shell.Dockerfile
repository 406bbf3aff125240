# The script asks its shell how long it has been running.
FROM debian:bookworm-slim
SHELL ["/bin/bash", "-c"]
RUN apt-get update
RUN apt-get install -y curl && echo "$SECONDS" > /build-time
