# `clean` would have to be told of the other root.
FROM fedora:42
RUN dnf install -y --installroot=/rootfs --releasever=42 bash
