# The Alpine form of Node has no time zones.
# level: 3
FROM node:24-slim
ENV TZ=Europe/Berlin
CMD ["node", "server.js"]
