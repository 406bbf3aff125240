# `xxd` came with vim because it is recommended; the Dockerfile runs it.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y vim && xxd /bin/true > /true.hex
