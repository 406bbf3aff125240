# zypper takes the flag before its verb.
FROM opensuse/leap:15.6
RUN zypper refresh && zypper install git
