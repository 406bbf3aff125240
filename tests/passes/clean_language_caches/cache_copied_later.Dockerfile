# Another stage copies the cache.
FROM node:22 AS base
RUN npm ci
FROM base
COPY --from=base /root/.npm /root/.npm
