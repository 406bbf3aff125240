# pnpm prunes what the lock file holds for the build alone.
# level: 2
FROM node:22-slim
RUN corepack enable
WORKDIR /app
COPY . .
RUN pnpm install --frozen-lockfile
RUN pnpm run build
CMD ["node", "dist/index.js"]
