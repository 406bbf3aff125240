# Statements behind `&&` in brackets: without them the second would run although the update failed.
FROM debian:bookworm-slim
RUN apt-get update
RUN apt-get install -y curl; apt-get clean
