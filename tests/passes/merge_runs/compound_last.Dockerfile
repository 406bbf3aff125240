# A compound command is an element of a list like others where no set -e is about.
FROM debian:bookworm-slim
RUN apt-get update
RUN for package in curl git; do apt-get install -y "$package" || exit 1; done
