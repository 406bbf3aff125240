# The flag is one that yarn 1 does not know.
FROM node:20
COPY package.json yarn.lock ./
RUN yarn install --immutable
