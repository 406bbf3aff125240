# Nor what a pattern stands for.
# level: 2
FROM almalinux:9
RUN dnf install -y 'glibc-*'
