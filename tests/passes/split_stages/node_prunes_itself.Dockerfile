# The file takes the packages of the build away itself, in the RUN that needs them last.
# level: 2
FROM node:24
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
RUN npm run build && npm prune --production
CMD ["npm", "start"]
