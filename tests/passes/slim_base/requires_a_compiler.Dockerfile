# One of the requirements has no wheel.
# level: 2
FROM python:3.12
COPY requirements.txt more.txt ./
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
