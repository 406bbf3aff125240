# `run-s` runs scripts of the manifest by pattern.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm ci && npx run-s build:*
CMD ["node", "server.js"]
