# Official images keep no downloaded packages, whichever of the two brings them.
FROM docker.io/library/python:3.13
RUN apt update && apt -y install git=1:2.39.5-0+deb12u2 libpq-dev/bookworm && apt autoremove -y
