# The sources would be in the image twice.
FROM python:3.13-slim
RUN useradd --create-home app
WORKDIR /app
COPY . .
RUN chown -R app:app /app
USER app
CMD ["python", "main.py"]
