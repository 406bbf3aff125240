# The application lies in /srv, which is empty in all images.
# level: 2
FROM node:24
WORKDIR /srv
COPY package.json ./
RUN npm install
COPY . .
RUN npx tsc --outDir build src/main.ts
CMD node build/main.js
