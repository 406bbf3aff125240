# A script of package.json runs git.
# level: 2
FROM node:24
WORKDIR /srv
COPY package.json ./
RUN npm install
COPY . .
RUN npm run build
CMD ["npm", "start"]
