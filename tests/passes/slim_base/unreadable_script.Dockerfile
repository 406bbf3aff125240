# The start script is not in the build context.
# level: 2
FROM python:3.12
COPY start.sh /
CMD ["/start.sh"]
