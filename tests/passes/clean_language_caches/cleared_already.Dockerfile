# There is nothing to do.
FROM node:22
RUN npm ci && npm cache clean --force
