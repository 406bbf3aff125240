# corepack brings whatever the project asks for.
FROM node:22
RUN corepack enable
WORKDIR /app
COPY . .
RUN yarn install
