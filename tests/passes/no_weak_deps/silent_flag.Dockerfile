# The flag is given, in one way or another.
# level: 2
FROM almalinux:9
RUN dnf install -y --setopt=install_weak_deps=0 git && dnf --setopt install_weak_deps=0 install -y tar
FROM opensuse/leap:15.6
RUN zypper -n install --no-recommends git
