# Whoever builds upon the image may use the lists.
FROM debian:12
RUN apt-get update
CMD ["bash"]
