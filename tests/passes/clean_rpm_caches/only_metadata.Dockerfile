# Who only fetches metadata wants it there.
FROM fedora:42
RUN dnf makecache
