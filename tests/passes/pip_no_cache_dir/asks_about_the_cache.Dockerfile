# `pip cache list` would find nothing.
FROM python:3.12
RUN pip install flask
RUN pip cache list | grep flask
