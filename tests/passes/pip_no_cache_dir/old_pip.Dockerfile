# Ubuntu 14.04 ships pip 1.5.4, which does not know the flag.
FROM ubuntu:14.04
RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/*
RUN pip install flask
