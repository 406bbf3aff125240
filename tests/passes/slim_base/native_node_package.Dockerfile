# A package of the lock file has an install script that compiles.
# level: 2
FROM node:24
COPY package.json package-lock.json ./
RUN npm ci
CMD ["node", "server.js"]
