# A later step installs from the cache, without a network.
FROM fedora:42
RUN dnf install -y --downloadonly nginx
RUN --network=none dnf install -y nginx
