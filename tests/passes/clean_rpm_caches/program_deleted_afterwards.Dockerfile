# The program is deleted in the same RUN: the cleanup goes before that.
FROM registry.access.redhat.com/ubi9/ubi-minimal
RUN microdnf install -y nginx && rm -f /usr/bin/microdnf
