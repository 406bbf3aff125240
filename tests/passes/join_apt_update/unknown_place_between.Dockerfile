# Nobody knows where the copy goes.
FROM debian:12
ARG TARGET
RUN apt-get update
COPY . $TARGET
RUN apt-get install -y curl
