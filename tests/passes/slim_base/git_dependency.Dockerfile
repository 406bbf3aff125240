# A dependency comes from git, which the slim image lacks.
# level: 2
FROM node:24
COPY package.json ./
RUN npm install
CMD ["node", "server.js"]
