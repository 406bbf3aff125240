# The log may be thrown away, and another user may run it.
FROM ubuntu:24.04
RUN sudo apt update > /dev/null 2>&1 && sudo /usr/bin/apt remove -y nano
