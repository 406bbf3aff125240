# A job in the background would live on into the next part.
FROM debian:bookworm-slim
RUN apt-get update; mysqld_safe & sleep 5
RUN apt-get install -y curl
