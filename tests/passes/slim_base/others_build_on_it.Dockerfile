# The image is one that others start from.
# level: 2
FROM python:3.12
RUN pip install flask
