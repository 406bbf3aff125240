# A script in a heredoc gets a line of its own.
FROM debian:12
RUN <<EOF
set -e
curl -fsSLo /tmp/a.tgz https://example.org/a.tgz
tar xzf /tmp/a.tgz -C /opt
ldconfig
EOF
