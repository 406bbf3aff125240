# Manuals are read when the container runs.
# level: 2
FROM amazonlinux:2023
RUN dnf install -y git
CMD ["man", "git"]
