# A server that is installed before the build is installed in the second stage as well.
# level: 2
FROM node:20-alpine
RUN npm install -g http-server
WORKDIR /app
COPY . .
RUN npm ci && npm run build
EXPOSE 8080
CMD ["http-server", "dist", "-p", "8080"]
