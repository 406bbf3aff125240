# Debian 8 ships pip 1.5.6, which does not know the flag.
FROM buildpack-deps:jessie
RUN apt-get update && apt-get install -y python-pip && rm -rf /var/lib/apt/lists/* && pip install flask
