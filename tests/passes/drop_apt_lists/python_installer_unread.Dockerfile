# A script that cannot be read has a name that speaks of installing.
FROM debian:12
RUN apt-get update && apt-get install -y python3
COPY tools /tools
RUN python3 /tools/install_drivers.py
