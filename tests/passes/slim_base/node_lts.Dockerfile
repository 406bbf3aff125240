# A server without native packages, as its lock file says.
# level: 2
FROM docker.io/library/node:lts
WORKDIR /srv
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]
