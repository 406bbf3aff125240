# One of the two calls has the flag.
FROM python:3.12
RUN pip install --no-cache-dir -U pip && pip install flask
