# pip is told so by a variable.
# level: 2
FROM python:3.12
ENV PIP_NO_BINARY=:all:
RUN pip install markupsafe
CMD ["python", "-m", "http.server"]
