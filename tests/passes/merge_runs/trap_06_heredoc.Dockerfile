# Trap 6: behind the first line of a heredoc the second part would never run, or the first.
FROM debian:12
RUN <<EOF
curl -fsSLo /tmp/a.tgz https://example.org/a.tgz
EOF
RUN rm /tmp/a.tgz
