# The lock file names builds for glibc only.
# level: 3
FROM node:24-slim
COPY package.json package-lock.json ./
RUN npm ci
CMD ["node", "server.js"]
