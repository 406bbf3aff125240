# A comment for another linter says that the split is known.
FROM debian:bookworm-slim
RUN apt-get update
# hadolint ignore=DL3059
RUN apt-get install -y curl
RUN apt-get clean
