# The start script of package.json says what is started; npm is in the slim image as well.
# level: 2
FROM node:20-alpine
ENV NODE_OPTIONS=--max-old-space-size=512
WORKDIR /usr/src/app
COPY . .
RUN npm install && npm run build
USER node
CMD ["npm", "start"]
