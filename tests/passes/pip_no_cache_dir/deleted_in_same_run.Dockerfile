# The cache is deleted.
FROM python:3.12
RUN pip install flask && rm -rf ~/.cache
