# In the same RUN the shell may still run the old one.
FROM ubuntu:14.04
RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/*
RUN pip install --upgrade pip && pip install flask
