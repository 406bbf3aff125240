# The file installs curl itself.
# level: 2
FROM python:3.12
RUN apt-get update && apt-get install -y --no-install-recommends curl
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
CMD ["python", "-m", "http.server"]
