# The install runs beside the shell.
FROM fedora:42
RUN dnf install -y nginx &
