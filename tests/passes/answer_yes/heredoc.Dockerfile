# In a heredoc the last statement decides, and all of them under `set -e`.
FROM debian:12
RUN <<EOF
set -e
apt-get update
apt-get upgrade
apt-get install curl
EOF
