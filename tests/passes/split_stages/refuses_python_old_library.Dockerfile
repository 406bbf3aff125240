# Nobody knows the name of the library behind these headers in a release that is not in the table.
# level: 2
FROM python:3.6-slim
RUN apt-get update && apt-get install -y gcc libffi-dev
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
