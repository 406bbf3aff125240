# The start script runs nothing that slim lacks.
# level: 2
FROM python:3.12
COPY start.sh /
CMD ["/start.sh"]
