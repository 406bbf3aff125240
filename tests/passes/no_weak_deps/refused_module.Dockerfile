# So is a module stream.
# level: 2
FROM almalinux:9
RUN dnf install -y maven:3.8
