# psycopg loads libpq, which only the full image has.
# level: 2
FROM python:3.12
RUN pip install "psycopg>=3"
CMD ["python", "-m", "http.server"]
