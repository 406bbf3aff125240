# Statements under `set -e` get one more statement.
FROM rockylinux:9
RUN set -ex; \
    dnf install -y nginx; \
    nginx -v
