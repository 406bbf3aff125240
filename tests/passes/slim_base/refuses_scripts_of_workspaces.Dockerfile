# What the workspaces run is in manifests of their own.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm ci && npm run build -ws
CMD ["node", "server.js"]
