# What lies below /usr/share/doc and its likes is copied out.
# level: 2
FROM amazonlinux:2023 AS base
RUN dnf install -y httpd
RUN cp /usr/share/doc/httpd/LICENSE /LICENSE
