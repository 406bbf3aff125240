# A user who is not root may not be able to clear it.
FROM example/fedora
USER app
RUN dnf install -y nginx
