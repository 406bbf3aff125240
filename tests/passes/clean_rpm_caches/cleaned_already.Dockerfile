# There is nothing to do.
FROM fedora:42
RUN dnf install -y nginx && dnf clean all && rm -rf /var/cache/dnf
