# The directory of the packages has the version in its name, and the tag does not say it.
# level: 2
FROM python:3-slim
RUN apt-get update && apt-get install -y gcc
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
