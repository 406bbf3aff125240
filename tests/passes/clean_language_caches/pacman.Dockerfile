# pacman keeps the packages it downloaded.
FROM archlinux
RUN pacman -Syu --noconfirm git
