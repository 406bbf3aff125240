# The program asks for a package of devDependencies when it runs.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node", "dist/index.js"]
