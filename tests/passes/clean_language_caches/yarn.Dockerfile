# The project uses yarn 1: nothing in it asks for a later one.
FROM node:22
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
