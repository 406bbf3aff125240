# A desktop that is installed from an image is more than its programs.
# level: 2
FROM quay.io/fedora/fedora-bootc:43
RUN dnf install -y git
