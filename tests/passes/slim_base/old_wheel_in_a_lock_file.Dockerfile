# A lock file holds a version from before this Python.
# level: 2
FROM python:3.13
WORKDIR /srv
COPY pyproject.toml uv.lock ./
RUN pip install uv && uv sync --frozen
COPY . .
CMD ["gunicorn", "shop:app"]
