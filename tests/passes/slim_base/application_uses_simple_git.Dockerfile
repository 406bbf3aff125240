# A library that starts git.
# level: 2
FROM node:24
WORKDIR /app
COPY . .
CMD ["node", "index.js"]
