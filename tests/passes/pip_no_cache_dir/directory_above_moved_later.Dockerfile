# A later step moves the directory in which only pip wrote.
FROM python:3.12
RUN pip install flask
COPY . /app
RUN mv /root/.cache /opt/cache
