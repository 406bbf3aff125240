# Where it stands does not matter.
FROM debian:12
RUN if [ ! -x /usr/bin/curl ]; then apt update; apt install -y curl; fi
