# The images of Fedora, and of what comes from it, say so for all installs.
# level: 2
FROM fedora:42
RUN dnf install -y httpd
