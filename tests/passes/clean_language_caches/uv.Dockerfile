# uv keeps nothing with a flag of its own.
FROM python:3.12
RUN uv pip install --system flask && uv sync --frozen
