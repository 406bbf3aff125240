# The application loads a library by its name; the full image has hundreds of them.
# level: 2
FROM python:3.13
COPY app.py /
CMD ["python", "/app.py"]
