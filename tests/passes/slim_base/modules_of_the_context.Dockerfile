# The build context brings its modules, one of them compiled.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
CMD ["node", "server.js"]
