# The `#` has swallowed the lines behind it: nobody knows what was meant.
FROM debian:bookworm-slim
RUN apt-get update # && \
    apt-get upgrade
RUN apt-get install -y curl
