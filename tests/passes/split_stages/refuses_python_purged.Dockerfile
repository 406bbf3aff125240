# The compilers are taken away in the step that brings them: there is nothing left to save.
# level: 2
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN apt-get update && apt-get install -y gcc \
    && pip install -r requirements.txt \
    && apt-get purge -y gcc
COPY . .
CMD ["python", "main.py"]
