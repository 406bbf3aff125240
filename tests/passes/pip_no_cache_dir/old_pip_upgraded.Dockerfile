# An old pip brings itself up to date, and from the next RUN on the new one is found.
FROM ubuntu:14.04
RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/*
RUN pip install --upgrade pip
RUN pip install flask
