# A group is a list of recommendations.
# level: 2
FROM fedora:43
RUN dnf install -y @development-tools
