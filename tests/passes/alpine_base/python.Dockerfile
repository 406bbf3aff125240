# Python with requirements that have wheels for musl.
# level: 3
FROM python:3.12-slim-bookworm
WORKDIR /srv
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["python", "app.py"]
