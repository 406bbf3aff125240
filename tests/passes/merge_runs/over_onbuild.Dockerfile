# ONBUILD triggers are metadata here: hopped over, and left as they are.
FROM debian:bookworm-slim
RUN apt-get update
ONBUILD RUN apt-get install -y git
RUN apt-get install -y curl
