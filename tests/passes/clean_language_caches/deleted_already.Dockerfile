# Deleting the cache is as good.
FROM node:22
RUN npm ci && rm -rf ~/.npm
