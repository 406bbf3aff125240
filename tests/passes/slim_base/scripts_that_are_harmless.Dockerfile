# The scripts of package.json run nothing that only the full image has.
# level: 2
FROM node:24
WORKDIR /srv
COPY package.json ./
RUN npm install
COPY . .
RUN npm run build
CMD ["npm", "start"]
