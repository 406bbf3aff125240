# Amazon Linux installs documentation unless told otherwise.
# level: 2
FROM amazonlinux:2023
RUN dnf install -y httpd && yum -y install php && dnf clean all
