# Modules were installed on the host.
# level: 3
FROM node:24-slim
COPY . /srv
CMD ["node", "/srv/server.js"]
