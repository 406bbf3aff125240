# pip may be run as a module of Python.
FROM python:3.12
RUN python -m pip install --upgrade pip && python3 -m pip install -r requirements.txt
