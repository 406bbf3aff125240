# A command asks where git is.
# level: 2
FROM python:3.12
RUN which git
CMD ["python", "-m", "http.server"]
