# Without `set -e` only the last command decides whether the build fails: it has to stay the last that can.
FROM debian:12
RUN <<EOF
apt-get update
apt-get install -y curl
EOF
