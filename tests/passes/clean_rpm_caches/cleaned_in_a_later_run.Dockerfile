# A cleanup in another layer frees nothing: it belongs here.
FROM fedora:42
RUN dnf install -y nginx
COPY nginx.conf /etc/nginx/
RUN dnf clean all
