# `set` takes the option back, so a failing command does not end the shell.
FROM debian:12
RUN set -e; apt-get update; set -x +e; apt-get install -y curl
