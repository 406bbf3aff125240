# A tool looks for its comment above the update.
FROM debian:12
# hadolint ignore=DL3009
RUN apt-get update --quiet
ENV A=1
RUN apt-get install -y curl
