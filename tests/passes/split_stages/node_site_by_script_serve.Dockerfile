# The script is called serve and starts a server of files, which is not for developers.
# level: 2
FROM node:24
WORKDIR /site
COPY . .
RUN npm install
RUN npm run build
CMD ["npm", "run", "serve"]
