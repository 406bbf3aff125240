# npx fetches a server that package.json does not name, before and after.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
CMD ["npx", "serve", "-s", "dist"]
