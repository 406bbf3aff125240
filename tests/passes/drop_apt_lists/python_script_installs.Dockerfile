# A Python script of the build context installs packages.
FROM debian:12
RUN apt-get update && apt-get install -y python3
COPY requirements.py /tmp/
RUN python3 /tmp/requirements.py
