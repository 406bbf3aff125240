# A user who is not root may not be able to delete them.
FROM archlinux
USER build
RUN pacman -S --noconfirm git
