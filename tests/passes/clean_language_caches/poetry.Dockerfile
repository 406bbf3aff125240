# Only the downloads go, the virtual environment stays.
FROM python:3.12
RUN poetry install --only main
