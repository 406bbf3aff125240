# The whole image is chosen by an argument.
# level: 2
ARG BASE=python:3.12
FROM ${BASE}
CMD ["python", "-m", "http.server"]
