# Something of what would be left out is copied.
# level: 2
FROM amazonlinux:2023
RUN dnf install -y httpd
RUN cp /usr/share/doc/httpd/LICENSE /LICENSE
