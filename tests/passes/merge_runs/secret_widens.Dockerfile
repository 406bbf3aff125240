# A secret would be at hand for a command that did not have it.
FROM debian:bookworm-slim
RUN apt-get update
RUN --mount=type=secret,id=token apt-get install -y curl
