# The stage compiles with the compiler of the image.
# level: 2
FROM python:3.12
WORKDIR /app
COPY . .
RUN gcc -O2 -o fast fast.c
CMD ["python", "app.py"]
