# Another stage copies the cache.
FROM node:20 AS deps
COPY package.json ./
RUN npm install
FROM deps AS test
RUN npm test
FROM node:20
COPY --from=deps /root/.npm /root/.npm
