# The copied script installs without an update.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY scripts /scripts
RUN /scripts/tools.sh
