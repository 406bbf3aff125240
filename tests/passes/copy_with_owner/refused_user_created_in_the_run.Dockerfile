# The user comes and gets the files in one RUN.
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN adduser --disabled-password app && chown -R app:app /app
