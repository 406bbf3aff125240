# A later install makes do with the cache.
FROM node:22
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY . .
RUN npm ci --prefer-offline && npm run build
