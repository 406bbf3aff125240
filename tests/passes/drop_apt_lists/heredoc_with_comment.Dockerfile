# The last command of a heredoc has a comment: the cleanup goes on a line of its own.
FROM debian:12
RUN <<EOF
set -e
apt-get update
apt-get install -y curl # for the health check
EOF
