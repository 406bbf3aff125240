# To the left of `&&` the `if` would lose its `set -e`.
FROM rockylinux:9
RUN set -e; dnf install -y nginx; if [ -n "$DEBUG" ]; then nginx -V; fi
