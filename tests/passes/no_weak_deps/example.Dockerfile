# git comes with a good deal that is only recommended.
# level: 2
FROM fedora:43
RUN dnf install -y git gcc && dnf clean all
