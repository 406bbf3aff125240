# The start script is for bash.
# level: 3
FROM node:24-slim
COPY start.sh /
CMD ["/start.sh"]
