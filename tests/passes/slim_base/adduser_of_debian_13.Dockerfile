# Debian 13 has no `adduser` unless a package brings it.
# level: 2
FROM python:3.13
RUN adduser --disabled-password --gecos "" app
USER app
CMD ["python", "-m", "http.server"]
