# A cleanup between the upgrade and an installation that is cleaned up as well.
FROM fedora:42
RUN dnf -y update && dnf clean all \
    && dnf -y install nginx && dnf clean all
