# Without package.json nobody knows which packages only the build needs.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["npm", "start"]
