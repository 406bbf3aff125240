# nodemon starts again whenever a source changes.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm install && npm run build
CMD ["nodemon", "dist/index.js"]
