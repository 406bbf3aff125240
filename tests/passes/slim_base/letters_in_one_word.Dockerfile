# Two options of pip in one word name a requirements file all the same.
# level: 2
FROM python:3.12
COPY requirements.txt .
RUN pip install -Ur requirements.txt
CMD ["gunicorn", "shop:app"]
