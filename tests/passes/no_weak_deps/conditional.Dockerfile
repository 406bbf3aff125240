# Where it stands does not matter.
# level: 2
FROM fedora:43
RUN command -v tar || sudo dnf install -y tar
