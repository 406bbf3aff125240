# The digest of another image cannot be known.
# level: 2
FROM python:3.12@sha256:0000000000000000000000000000000000000000000000000000000000000000
CMD ["python", "-m", "http.server"]
