# The flag goes before the first package.
# level: 2
FROM fedora:43
RUN set -ex; \
    dnf --refresh install --assumeyes \
        make \
        gcc-c++; \
    dnf clean all
