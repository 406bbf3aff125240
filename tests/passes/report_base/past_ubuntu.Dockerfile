# A release of Ubuntu that has ended, and the newest one.
FROM ubuntu:18.04
CMD ["bash"]
