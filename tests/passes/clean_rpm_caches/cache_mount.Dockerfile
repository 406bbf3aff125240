# The cache is wanted, and not in the image.
FROM fedora:42
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y nginx
