# The stage that this one starts from may have put files there.
FROM python:3.13-slim AS base
RUN pip install --target /app flask
FROM base
COPY . /app
RUN chown -R www-data:www-data /app
