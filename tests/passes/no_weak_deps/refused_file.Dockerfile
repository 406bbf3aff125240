# What a package file recommends is not known.
# level: 2
FROM almalinux:9
RUN dnf install -y https://example.org/tool.rpm
RUN dnf install -y tool.rpm
