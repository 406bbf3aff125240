# Node is not on PATH there.
# level: 3
FROM node:24-slim
COPY server.js /
ENTRYPOINT ["node", "/server.js"]
