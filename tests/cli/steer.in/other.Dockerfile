FROM debian:bookworm
# dfopt: skip merge-runs
RUN apt-get update && apt-get install -y curl
