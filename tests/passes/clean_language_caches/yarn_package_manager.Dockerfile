# `packageManager` asks for a later yarn.
FROM node:22
WORKDIR /app
COPY app/ .
RUN yarn
