# microdnf has a `clean` of its own.
FROM registry.access.redhat.com/ubi9/ubi-minimal
RUN microdnf install -y nginx
