# microdnf wants a number.
# level: 2
FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6
RUN microdnf -y install tar gzip && microdnf clean all
