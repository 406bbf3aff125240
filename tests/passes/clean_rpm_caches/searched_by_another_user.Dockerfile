# A user who may not refresh searches later.
FROM opensuse/leap:15
RUN zypper --non-interactive install nginx
USER app
RUN zypper search --installed-only nginx
