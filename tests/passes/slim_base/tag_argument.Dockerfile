# A tag in an argument may be one that has no slim form.
# level: 2
ARG TAG=3.12
FROM python:$TAG
CMD ["python", "-m", "http.server"]
