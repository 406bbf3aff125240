# The certificates go with curl only as long as they are not named.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y curl \
    && curl -fsSLO https://example.org/tool \
    && apt-get purge -y --auto-remove curl
