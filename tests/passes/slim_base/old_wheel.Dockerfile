# A version from before this Python has no wheel and is compiled.
# level: 2
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["gunicorn", "shop:app"]
