# The packages stand in a file.
# level: 2
FROM almalinux:9
COPY packages.txt /
RUN xargs dnf install -y < /packages.txt
