# zypper has a `clean` of its own.
FROM opensuse/leap:15.6
RUN zypper in -y nginx
