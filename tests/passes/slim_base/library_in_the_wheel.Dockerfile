# psycopg with its library in the wheel needs none of the image.
# level: 2
FROM python:3.12
RUN pip install "psycopg[binary]>=3"
CMD ["python", "-m", "http.server"]
