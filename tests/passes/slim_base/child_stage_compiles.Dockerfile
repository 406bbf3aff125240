# A stage that starts from this one needs make.
# level: 2
FROM python:3.12 AS base
WORKDIR /app
FROM base
COPY . .
RUN make all
CMD ["python", "app.py"]
