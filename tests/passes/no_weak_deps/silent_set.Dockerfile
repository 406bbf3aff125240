# A setting says it for all installs.
# level: 2
FROM almalinux:9
RUN echo install_weak_deps=False >> /etc/dnf/dnf.conf && dnf install -y git
