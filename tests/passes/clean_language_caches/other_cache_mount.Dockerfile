# The cache mount is for another manager.
FROM node:22
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y git && npm ci
