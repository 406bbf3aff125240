# Flatcar runs containers and is not made to be one.
FROM ghcr.io/flatcar/flatcar:stable
CMD ["bash"]
