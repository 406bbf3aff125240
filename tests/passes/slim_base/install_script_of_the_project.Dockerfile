# The project runs make after its install.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
RUN npm ci
CMD ["node", "server.js"]
