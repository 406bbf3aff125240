# COPY would not find the user.
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN useradd app
RUN chown -R app:app /app
