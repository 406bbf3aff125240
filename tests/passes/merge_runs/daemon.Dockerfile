# A daemon of the first RUN ends with it and would live on.
FROM debian:bookworm-slim
RUN apt-get update && service postgresql start
RUN apt-get install -y curl
