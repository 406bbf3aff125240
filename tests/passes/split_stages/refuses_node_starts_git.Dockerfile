# A program that starts others may start one that the second stage lacks.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node", "dist/index.js"]
