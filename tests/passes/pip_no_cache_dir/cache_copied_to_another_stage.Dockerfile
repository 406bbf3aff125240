# Another stage copies the cache.
FROM python:3.12 AS builder
COPY requirements.txt .
RUN pip install -r requirements.txt
FROM builder AS test
RUN pytest
FROM python:3.12-slim
COPY --from=builder /root/.cache/pip /root/.cache/pip
