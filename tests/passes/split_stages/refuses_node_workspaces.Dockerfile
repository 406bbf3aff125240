# Packages of workspaces are not told apart.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node", "apps/api/dist/index.js"]
