# The sources of apt say `trixie` in one image and `stable` in the other.
# level: 2
FROM debian
RUN sed -i "s/trixie main/trixie main contrib/" /etc/apt/sources.list.d/debian.sources
CMD ["bash"]
