# The start script runs what CMD says, which is read as well.
# level: 2
FROM python:3.13
WORKDIR /app
COPY entrypoint.sh /usr/local/bin/
ENTRYPOINT ["entrypoint.sh"]
CMD ["python", "-m", "http.server"]
