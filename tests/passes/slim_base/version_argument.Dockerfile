# A version in an argument stays one.
# level: 2
ARG PYTHON_VERSION=3.12
FROM python:${PYTHON_VERSION}-bookworm
CMD ["python", "-m", "http.server"]
