# A virtual environment outside of the work directory is copied as it is; PATH stays.
# level: 2
FROM python:3.12-slim
ENV PATH="/opt/venv/bin:$PATH"
RUN apt-get update && apt-get install -y gcc libffi-dev \
    && python -m venv /opt/venv
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "-m", "app"]
