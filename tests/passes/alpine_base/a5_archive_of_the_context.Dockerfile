# An archive of the build context may hold programs for glibc.
# level: 3
FROM python:3.12-slim
ADD driver.tgz /opt/
CMD ["python", "-m", "http.server"]
