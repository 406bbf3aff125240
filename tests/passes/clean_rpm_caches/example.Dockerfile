# dnf's metadata goes in the RUN that fetched it.
FROM fedora:42
RUN dnf install -y nginx
