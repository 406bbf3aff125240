# pm2 lists processes by `ps`.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
RUN npm ci
CMD ["npm", "start"]
