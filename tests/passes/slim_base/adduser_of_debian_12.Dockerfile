# Debian 12 has `adduser` in every image.
# level: 2
FROM python:3.13-bookworm
RUN adduser --disabled-password --gecos "" app
USER app
CMD ["python", "-m", "http.server"]
