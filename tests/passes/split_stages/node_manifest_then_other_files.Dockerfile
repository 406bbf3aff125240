# The manifest comes by the first of three copies; the last one into its directory brings another file.
# level: 2
FROM node:24
WORKDIR /app
COPY package.json ./
RUN npm install
COPY tsconfig.json ./
COPY src ./src
RUN npm run build
USER node
CMD ["npm", "start"]
