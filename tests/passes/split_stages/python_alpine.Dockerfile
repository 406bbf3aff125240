# Alpine's compilers leave, and the run-time halves come, the C++ library among them.
# level: 2
FROM python:3.12-alpine
WORKDIR /app
RUN apk add --no-cache build-base postgresql-dev libffi-dev
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
