# pip comes with python3 only because it is recommended, npm with nodejs.
# level: 2
FROM fedora:43
RUN dnf install -y python3 && dnf install -y nodejs
