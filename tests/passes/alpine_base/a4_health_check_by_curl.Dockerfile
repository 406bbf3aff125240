# The health check is by curl, which the full image has and Alpine has not.
# level: 3
FROM node:24
WORKDIR /srv
COPY . .
RUN npm ci
HEALTHCHECK CMD curl -f http://localhost:8080/ || exit 1
CMD ["node", "server.js"]
