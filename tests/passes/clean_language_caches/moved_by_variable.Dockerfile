# The cache lies elsewhere.
FROM node:22
ENV npm_config_cache=/tmp/npm
RUN npm ci
