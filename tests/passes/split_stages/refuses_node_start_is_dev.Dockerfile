# The start script of package.json is the development server.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm install && npm run build
CMD ["npm", "start"]
