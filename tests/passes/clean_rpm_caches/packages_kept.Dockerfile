# The file asks to keep packages.
FROM fedora:40
RUN echo keepcache=1 >> /etc/dnf/dnf.conf
RUN dnf install -y nginx
