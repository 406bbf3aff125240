# The C library and libraries that are named by their path are there in any case.
# level: 2
FROM python:3.13
COPY app.py /
CMD ["python", "/app.py"]
