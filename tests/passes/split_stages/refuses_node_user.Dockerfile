# A step builds as another user, and COPY would give its files to root.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY . .
USER node
RUN npm ci && npm run build
CMD ["node", "dist/index.js"]
