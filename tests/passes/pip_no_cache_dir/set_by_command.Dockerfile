# pip itself was told where its cache is.
FROM python:3.12
RUN pip config set global.cache-dir /opt/pip
RUN pip install flask
