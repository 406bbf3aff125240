# The package is documentation.
# level: 2
FROM amazonlinux:2023
RUN dnf install -y python3-docs
