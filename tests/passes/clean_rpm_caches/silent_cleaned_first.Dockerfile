# A cleanup before everything may be there to have the metadata of the base image fetched anew.
FROM fedora:42
RUN dnf clean all && dnf -y update && dnf clean all
