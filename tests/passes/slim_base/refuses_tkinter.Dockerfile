# Python's tkinter needs the libraries of Tk, which only the full image has.
# level: 2
FROM python:3.13
COPY app.py /
CMD ["python", "/app.py"]
