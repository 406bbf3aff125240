# The Dockerfile looks into the log.
FROM debian:11
RUN useradd -u 1000000 -m app && lastlog -u app
