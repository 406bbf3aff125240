# Without the assumption it is only told.
FROM fedora:43
RUN dnf install -y git
