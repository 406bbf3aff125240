# So does dnf5 by its own name.
# level: 2
FROM fedora:43
RUN dnf5 install -y tar
