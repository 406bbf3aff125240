# At -O1 it is only said.
FROM amazonlinux:2023
RUN dnf install -y httpd
