# Another stage copies the cache.
FROM fedora:40 AS base
RUN dnf install -y nginx
FROM base AS shell
CMD ["bash"]
FROM fedora:40
COPY --from=base /var/cache/libdnf5 /metadata
