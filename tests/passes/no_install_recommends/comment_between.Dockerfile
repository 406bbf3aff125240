# A comment between two packages stays with its package.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y \
    jq \
    # for the health check
    curl
