# Without a build context nobody knows what is installed.
# level: 2
FROM python:3.12
COPY requirements.txt .
RUN pip install -r requirements.txt
CMD ["python", "app.py"]
