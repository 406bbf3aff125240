# The second install makes do with the metadata of the first.
FROM fedora:42
RUN dnf install -y nginx
COPY app /app
RUN dnf install -y -C curl
