# Development packages are left out by the install: there is nothing left to take away.
# level: 2
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node", "index.js"]
