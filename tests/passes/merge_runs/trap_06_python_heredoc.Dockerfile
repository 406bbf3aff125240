# Trap 6: a heredoc for Python is left as it is.
FROM python:3.12
RUN <<EOF python3
import urllib.request
    # four blanks
EOF
RUN rm -f /tmp/a.tgz
