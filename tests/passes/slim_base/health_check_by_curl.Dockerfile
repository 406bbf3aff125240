# The health check runs curl.
# level: 2
FROM python:3.12
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
CMD ["python", "-m", "http.server"]
