# The start script runs git.
# level: 2
FROM python:3.12
COPY start.sh /
CMD ["/start.sh"]
