# dnf is gone at the end of the RUN.
FROM fedora:42
RUN dnf install -y microdnf nginx && microdnf remove -y dnf
