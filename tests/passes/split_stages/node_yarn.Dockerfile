# The first yarn takes packages away by installing again without them.
# level: 2
FROM node:22-slim
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY . .
RUN yarn build
CMD ["node", "lib/index.js"]
