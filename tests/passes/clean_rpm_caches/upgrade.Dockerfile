# An upgrade fetches metadata too.
FROM fedora:42
RUN dnf -y upgrade && \
    dnf -y install nginx && \
    systemctl enable nginx
