# A desktop is little more than what it recommends.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y ubuntu-desktop
