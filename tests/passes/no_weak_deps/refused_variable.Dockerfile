# Nor what a variable holds.
# level: 2
FROM almalinux:9
ARG PACKAGES
RUN dnf install -y $PACKAGES
