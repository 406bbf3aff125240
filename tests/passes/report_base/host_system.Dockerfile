# Fedora CoreOS is for hosts.
FROM quay.io/fedora/fedora-coreos:stable
RUN true
