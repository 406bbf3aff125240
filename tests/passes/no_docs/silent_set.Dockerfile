# The file decides it itself.
# level: 2
FROM amazonlinux:2023
RUN sed -i /tsflags=nodocs/d /etc/dnf/dnf.conf && dnf install -y httpd
