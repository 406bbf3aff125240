# A script of the same RUN may use the lists too: they go behind it.
FROM debian:12
COPY install.sh /tmp/
RUN apt-get update && apt-get install -y curl && /tmp/install.sh || exit 1
