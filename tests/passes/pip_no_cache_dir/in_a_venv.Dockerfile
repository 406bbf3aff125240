# pip may lie in a virtual environment.
FROM python:3.12-slim
RUN python -m venv /venv && /venv/bin/pip install flask
