# zypper has a flag of its own.
# level: 2
FROM opensuse/leap:15.6
RUN zypper --non-interactive install git && zypper -n in -y tar
