# A cache of its own is wanted.
FROM python:3.12
RUN pip install --cache-dir /pip flask
