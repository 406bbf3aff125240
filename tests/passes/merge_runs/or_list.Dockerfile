# `||` in brackets, so that a failing update still stops the build.
FROM debian:bookworm-slim
RUN apt-get update
RUN apt-get install -y locales || apt-get install -y locales-all
