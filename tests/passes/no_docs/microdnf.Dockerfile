# microdnf has a flag of its own.
# level: 2
FROM example.org/base/minimal
RUN microdnf install -y tar && microdnf clean all
