# What lies in another directory than the one of the last build comes along as well.
# level: 2
FROM node:22-alpine
RUN apk add --no-cache g++ make python3
WORKDIR /app/server
COPY server .
RUN npm ci --omit=dev
WORKDIR /app/client
COPY client .
RUN npm ci && npm run build
WORKDIR /app/server
CMD ["node", "server.js"]
