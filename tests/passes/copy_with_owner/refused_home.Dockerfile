# useradd fills the new home from a template.
FROM python:3.13-slim
RUN useradd --create-home --home-dir /app app
COPY . /app
RUN chown -R app:app /app
