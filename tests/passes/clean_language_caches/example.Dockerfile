# npm keeps no copy of what it downloads.
FROM node:22
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
