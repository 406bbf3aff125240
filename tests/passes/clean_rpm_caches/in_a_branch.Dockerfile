# Where yum does not run there is no yum to clean.
ARG BASE=debian:12
FROM ${BASE}
RUN if command -v yum; then yum install -y curl; else apt-get update && apt-get install -y curl; fi
