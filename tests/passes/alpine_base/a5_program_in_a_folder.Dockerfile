# A folder of the build context holds a program, which may be made for glibc.
# level: 3
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["python", "app.py"]
